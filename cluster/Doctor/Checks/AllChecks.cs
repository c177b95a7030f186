using Basecamp.Cluster.Doctor.Checks.Backups;
using Basecamp.Cluster.Doctor.Checks.Certificates;
using Basecamp.Cluster.Doctor.Checks.ControlPlane;
using Basecamp.Cluster.Doctor.Checks.Databases;
using Basecamp.Cluster.Doctor.Checks.Declared;
using Basecamp.Cluster.Doctor.Checks.GitOps;
using Basecamp.Cluster.Doctor.Checks.Network;
using Basecamp.Cluster.Doctor.Checks.Nodes;
using Basecamp.Cluster.Doctor.Checks.Routes;
using Basecamp.Cluster.Doctor.Checks.Scaling;
using Basecamp.Cluster.Doctor.Checks.Services;
using Basecamp.Cluster.Doctor.Checks.Storage;
using Basecamp.Cluster.Doctor.Checks.Workloads;

namespace Basecamp.Cluster.Doctor.Checks;

/// <summary>Everything that is looked for. A new check is a new file and a word here.</summary>
static class AllChecks
{
    /// <summary>All of them. Their order does not matter.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new UnhealthyPods(),
        new NotReady(), new PodStuckOnLostNode(), new UnderPressure(), new VersionSkew(),
        new ApiServiceDown(), new CoreDnsConfig(), new CoreDnsMissing(), new EtcdDegraded(), new EtcdFull(), new NamespaceTerminating(),
            new WebhookWithoutEndpoints(),
        new ClaimUnbound(), new DeletionHeld(), new LonghornDisk(), new LonghornVolume(), new ResizePending(),
        new BudgetBlocksDrain(), new CronJobMissed(), new JobFailed(), new OldVersionKept(), new PodsRefused(), new ReplicasMissing(), new RolloutPaused(),
        new LoadBalancerPending(), new NamedServiceMissing(), new NoEndpoints(), new PortMissing(), new SelectsNothing(), new SlicesStale(),
        new BackendMissing(), new BackendPortMissing(), new ClassUnknown(), new HostTaken(), new NoEndpointsBehind(), new RouteRefused(),
            new TlsSecretMissing(),
        new EntranceDenied(), new MeshRefuses(), new NamedServiceDenied(), new PolicyNotUnderstood(),
        new AutoscalerAtMaximum(), new AutoscalerBlind(), new ScaledObjectNotReady(),
        new EndsSoon(), new ExternalSecretNotSynced(), new IssuerNotReady(), new NotIssued(),
        new ArchivingFails(), new ClusterUnhealthy(),
        new ApplicationNotSynced(), new FluxNotReady(), new HelmReleaseStuck(),
        new BackupTargetAway(), new DatabaseBackupOld(), new EtcdSnapshotOld(), new VeleroBackupOld(),
        new DiffersFromStack(),
    ];
}
