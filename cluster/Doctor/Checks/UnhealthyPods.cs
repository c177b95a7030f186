using Basecamp.Cluster.Doctor.Checks.Containers;
using Basecamp.Cluster.Doctor.Checks.Images;
using Basecamp.Cluster.Doctor.Checks.Pods;
using Basecamp.Cluster.Doctor.Checks.Scheduling;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks;

/// <summary>Looks at one container of a pod that should work and does not.</summary>
interface IContainerCheck
{
    /// <summary>The cause; null when it is another.</summary>
    Finding? Look(ContainerView container);
}

/// <summary>Looks at a pod that should work and does not.</summary>
interface IPodCheck
{
    /// <summary>The cause; null when it is another.</summary>
    Finding? Look(PodView pod);
}

/// <summary>Why pods do not work. Of the causes that fit a pod, the first in these lists counts: the special before the general.</summary>
sealed class UnhealthyPods : ICheck
{
    static readonly IReadOnlyList<IPodCheck> Unscheduled = [new SchedulingGated(), new SchedulerUnknown(), new ClaimNotReady(), new FitsNowhere()];

    static readonly IReadOnlyList<IContainerCheck> InContainers =
    [
        new ImageNameInvalid(), new ImageNeverPulled(), new ImageRateLimited(), new RegistryCertificateUnknown(), new RegistryNameUnknown(),
            new ImagePlatformMissing(),
        new PullSecretMissing(), new PullCredentialsMissing(), new PullCredentialsRefused(), new ImageNotFound(), new RegistryUnreachable(),
        new ConfigMapMissing(), new SecretMissing(), new KeyMissing(), new RootRefused(),
        new CommandNotFound(), new WrongArchitecture(), new PermissionDenied(), new MemoryExceeded(), new AccessForbidden(), new ReadOnlyDisk(), new DiskFull(),
        new AddressInUse(), new NameNotResolved(), new StartupProbeFails(), new LivenessProbeFails(), new CommandEnds(), new ProcessFails(),
        new ReadinessProbeFails(),
    ];

    static readonly IReadOnlyList<IPodCheck> Scheduled =
        [new VolumeInUseElsewhere(), new VolumeSourceMissing(), new VolumeNotMounted(), new NetworkNotSetUp(), new NotReadyForLong()];

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var pod in cluster.Pods.Where(pod => pod.IsUnhealthy && !IsOnLostNode(pod)))
        {
            if (pod.Node is null)
            {
                if (First(Unscheduled, pod) is { } waiting)
                    yield return waiting;
                continue;
            }
            var found = pod.Containers.Select(container => First(container)).OfType<Finding>().ToList();
            if (found.Count == 0 && First(Scheduled, pod) is { } finding)
                found.Add(finding);
            foreach (var each in found)
                yield return each;
        }
    }

    // What a kubelet last said of its pods before it fell silent is no news of theirs.
    static bool IsOnLostNode(PodView pod) => pod.Cluster.Nodes.FirstOrDefault(node =>
        node.Name == pod.Node)?.Object.Condition("Ready") is { Status: "Unknown" };

    static Finding? First(IEnumerable<IPodCheck> checks, PodView pod) => checks.Select(check => check.Look(pod)).FirstOrDefault(finding => finding is not null);

    static Finding? First(ContainerView container) => InContainers.Select(check => check.Look(container)).FirstOrDefault(finding => finding is not null);
}
