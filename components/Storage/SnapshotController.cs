using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;

namespace Basecamp.Components.Storage;

/// <summary>
/// Kubernetes' snapshot controller, which turns VolumeSnapshots into snapshots of the storage driver. There is one per cluster, it belongs to no
/// driver, and K3s does not bring it.
/// </summary>
public sealed class SnapshotController : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "snapshots-system";

    internal const string App = "snapshot-controller";

    internal const int MetricsPort = 8080;

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.VolumeSnapshots];

    /// <summary>What it starts.</summary>
    public ImmutableArray<Workload> Workloads { get; }

    /// <summary>Installs the controller.</summary>
    public SnapshotController(string name, SnapshotControllerArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:SnapshotController", name, args, options)
    {
        var replicas = Platform.Sizing.Replicas;
        Workloads =
        [
            new() { Name = App, Labels = SnapshotControllerObjects.Labels, Replicas = replicas, Ports = [new("http", MetricsPort)], Requests = SnapshotControllerObjects.Requests },
        ];
        Namespace(new() { Name = "snapshots", Rules = [NetworkRule.ToApiServer] });
        var account = new ServiceAccount($"{name}-account", new() { Metadata = ObjectMeta.Of(App, NamespaceName) }, Child());
        _ = new ClusterRole($"{name}-role", SnapshotControllerObjects.ClusterRole, Child());
        _ = new ClusterRoleBinding($"{name}-role-binding", SnapshotControllerObjects.ClusterRoleBinding, Child());
        _ = new Role($"{name}-leader", SnapshotControllerObjects.LeaderRole, Child());
        _ = new RoleBinding($"{name}-leader-binding", SnapshotControllerObjects.LeaderRoleBinding, Child());
        _ = new Pulumi.Kubernetes.Apps.V1.Deployment(name, SnapshotControllerObjects.Deployment(replicas), Child(account));
        if (Platform.Sizing.IsRedundant)
            DisruptionBudget(App, NamespaceName, SnapshotControllerObjects.Labels);
        Deliver();
    }
}

/// <summary>Arguments of <see cref="SnapshotController"/>.</summary>
public sealed class SnapshotControllerArgs : PlatformComponentArgs;
