using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Basecamp.Components.NodeCare;

/// <summary>What system-upgrade-controller and its jobs may do.</summary>
static class UpgradeRoles
{
    static readonly string[] Read = ["get", "list", "watch"];

    static readonly string[] Write = ["create", "patch", "update"];

    /// <summary>Cluster roles by name: the controller's, and what a drain needs.</summary>
    public static ImmutableArray<(string Name, InputList<PolicyRuleArgs> Rules)> All =>
    [
        (UpgradeObjects.Controller,
        [
            Rule("batch", ["jobs"], Read),
            Rule("", ["namespaces", "nodes"], Read),
            Rule("", ["nodes"], ["update"]),
            Rule("", ["events"], ["get", .. Write]),
            Rule("upgrade.cattle.io", ["plans", "plans/status"], [.. Read, .. Write, "delete"]),
            // It looks for its definition when it starts, and brings it up to date.
            Rule("apiextensions.k8s.io", ["customresourcedefinitions"], [.. Read, .. Write]),
            Rule("coordination.k8s.io", ["leases"], ["create"]),
            Named(Rule("coordination.k8s.io", ["leases"], ["get", "update"]), UpgradeObjects.Controller),
        ]),
        ($"{UpgradeObjects.Controller}-drainer",
        [
            Rule("", ["pods/eviction"], ["create"]),
            Rule("", ["pods"], ["get", "list", "delete"]),
            Rule("", ["nodes"], ["get", "patch"]),
            Rule("apps", ["daemonsets", "replicasets", "statefulsets"], ["get", "list"]),
        ]),
    ];

    /// <summary>What the controller may do in its own namespace.</summary>
    public static InputList<PolicyRuleArgs> InNamespace =>
    [
        Rule("batch", ["jobs"], [.. Read, .. Write, "delete", "deletecollection"]),
        Rule("", ["secrets"], Read),
    ];

    /// <summary>Gives a cluster role to the controller's account.</summary>
    public static ClusterRoleBindingArgs BindingOf(string role) => new()
    {
        Metadata = ObjectMeta.Of(role),
        RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = role },
        Subjects = { Account },
    };

    /// <summary>Gives the role in the namespace to the controller's account.</summary>
    public static RoleBindingArgs BindingInNamespace => new()
    {
        Metadata = ObjectMeta.Of(UpgradeObjects.Controller, NodeUpgrades.NamespaceName),
        RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = UpgradeObjects.Controller },
        Subjects = { Account },
    };

    static SubjectArgs Account => new() { Kind = "ServiceAccount", Name = UpgradeObjects.Account, Namespace = NodeUpgrades.NamespaceName };

    static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) => new() { ApiGroups = { group }, Resources = resources, Verbs = verbs };

    static PolicyRuleArgs Named(PolicyRuleArgs rule, string resource)
    {
        rule.ResourceNames.Add(resource);
        return rule;
    }
}
