using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;

namespace Basecamp.Components.NodeCare;

/// <summary>
/// system-upgrade-controller with one Plan for servers and one for agents, at the version that the cluster declares: never a channel, so that
/// nothing but a commit moves K3s.
/// </summary>
public sealed class NodeUpgrades : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "upgrade-system";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.SystemUpgrade];

    /// <summary>Installs the controller and its Plans.</summary>
    public NodeUpgrades(string name, NodeUpgradesArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:NodeUpgrades", name, args, options)
    {
        var ns = Namespace(new()
        {
            Name = "upgrade",
            PodSecurity = PodSecurity.Privileged("Upgrade jobs replace the k3s binary on their machine and restart it, for which they mount its file system."),
            AllowSameNamespace = false,
            Rules = [NetworkRule.ToApiServer],
        });
        var account = new ServiceAccount($"{name}-account", new() { Metadata = ObjectMeta.Of(UpgradeObjects.Account, NamespaceName) }, Child(ns.Namespace));
        foreach (var (role, content) in UpgradeRoles.All)
        {
            _ = new ClusterRole($"{name}-{role}", new() { Metadata = ObjectMeta.Of(role), Rules = content }, Child());
            _ = new ClusterRoleBinding($"{name}-{role}", UpgradeRoles.BindingOf(role), Child(account));
        }
        _ = new Role($"{name}-role", new() { Metadata = ObjectMeta.Of(UpgradeObjects.Controller, NamespaceName), Rules = UpgradeRoles.InNamespace }, Child(ns.Namespace));
        _ = new RoleBinding($"{name}-role", UpgradeRoles.BindingInNamespace, Child(account));
        var environment = new ConfigMap($"{name}-environment", UpgradeObjects.Environment(args.Upgrades), Child(ns.Namespace));
        var controller = new Pulumi.Kubernetes.Apps.V1.Deployment($"{name}-controller", UpgradeObjects.Deployment(), Child(account, environment));

        Custom("servers", UpgradeObjects.Servers(Platform.Cluster, args.Upgrades), Child(controller));
        if (Platform.Cluster.Nodes.Any(node => node.Role == NodeRole.Agent))
            Custom("agents", UpgradeObjects.Agents(Platform.Cluster, args.Upgrades), Child(controller));
        Deliver();
    }
}

/// <summary>Arguments of <see cref="NodeUpgrades"/>.</summary>
public sealed class NodeUpgradesArgs : PlatformComponentArgs
{
    /// <summary>When and how. Default: every night.</summary>
    public NodeUpgradeSpec Upgrades { get; init; } = new();
}
