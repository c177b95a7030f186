using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Components.Placement;
using Basecamp.Components.Workloads;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Basecamp.Components.Storage;

/// <summary>Objects of the snapshot controller, which has no chart.</summary>
static class SnapshotControllerObjects
{
    const string Group = "rbac.authorization.k8s.io";

    // Any user id that is not root's: the image has none of its own.
    const int User = 65532;

    public static ResourceRequests Requests { get; } = new(10, 32, 128);

    public static ImmutableSortedDictionary<string, string> Labels { get; } = Workload.Named(SnapshotController.App);

    public static ClusterRoleArgs ClusterRole => new()
    {
        Metadata = ObjectMeta.Of(SnapshotController.App),
        Rules =
        {
            Rule("", "persistentvolumes", "get", "list", "watch"),
            Rule("", "persistentvolumeclaims", "get", "list", "watch", "update"),
            Rule("", "events", "list", "watch", "create", "update", "patch"),
            Rule("storage.k8s.io", "storageclasses", "get", "list", "watch"),
            Rule("snapshot.storage.k8s.io", "volumesnapshotclasses", "get", "list", "watch"),
            Rule("snapshot.storage.k8s.io", "volumesnapshotcontents", "create", "get", "list", "watch", "update", "delete", "patch"),
            Rule("snapshot.storage.k8s.io", "volumesnapshotcontents/status", "patch"),
            Rule("snapshot.storage.k8s.io", "volumesnapshots", "create", "get", "list", "watch", "update", "delete", "patch"),
            Rule("snapshot.storage.k8s.io", "volumesnapshots/status", "update", "patch"),
        },
    };

    public static ClusterRoleBindingArgs ClusterRoleBinding => new()
    {
        Metadata = ObjectMeta.Of(SnapshotController.App),
        RoleRef = new RoleRefArgs { ApiGroup = Group, Kind = "ClusterRole", Name = SnapshotController.App },
        Subjects = { Account },
    };

    public static RoleArgs LeaderRole => new()
    {
        Metadata = ObjectMeta.Of($"{SnapshotController.App}-leader-election", SnapshotController.NamespaceName),
        Rules = { Rule("coordination.k8s.io", "leases", "get", "watch", "list", "delete", "update", "create") },
    };

    public static RoleBindingArgs LeaderRoleBinding => new()
    {
        Metadata = ObjectMeta.Of($"{SnapshotController.App}-leader-election", SnapshotController.NamespaceName),
        RoleRef = new RoleRefArgs { ApiGroup = Group, Kind = "Role", Name = $"{SnapshotController.App}-leader-election" },
        Subjects = { Account },
    };

    public static DeploymentArgs Deployment(int replicas) => new()
    {
        Metadata = ObjectMeta.Of(SnapshotController.App, SnapshotController.NamespaceName, Labels, Images.SnapshotController.Exemption),
        Spec = new DeploymentSpecArgs
        {
            Replicas = replicas,
            Selector = Selector,
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = Map() },
                Spec = Pod(replicas),
            },
        },
    };

    static PodSpecArgs Pod(int replicas)
    {
        var pod = new PodSpecArgs
        {
            ServiceAccountName = SnapshotController.App,
            PriorityClassName = Priority.System,
            SecurityContext = new PodSecurityContextArgs
            {
                RunAsNonRoot = true,
                RunAsUser = User,
                SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
            },
            Containers = { Container },
        };
        if (replicas > 1)
            pod.TopologySpreadConstraints.Add(new TopologySpreadConstraintArgs
            {
                MaxSkew = 1,
                TopologyKey = "kubernetes.io/hostname",
                WhenUnsatisfiable = "ScheduleAnyway",
                LabelSelector = Selector,
            });
        return pod;
    }

    static ContainerArgs Container => new()
    {
        Name = SnapshotController.App,
        Image = Images.SnapshotController.ToString(),
        Args = { "--leader-election=true", $"--http-endpoint=:{SnapshotController.MetricsPort}" },
        Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = SnapshotController.MetricsPort } },
        LivenessProbe = new ProbeArgs
        {
            HttpGet = new HTTPGetActionArgs { Path = "/healthz/leader-election", Port = "http" },
            InitialDelaySeconds = 10,
            FailureThreshold = 5,
        },
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = ResourceRequests.Cpu(Requests.CpuMillis), ["memory"] = ResourceRequests.Memory(Requests.MemoryMebibytes) },
            Limits = { ["memory"] = ResourceRequests.Memory(Requests.MemoryLimit) },
        },
        SecurityContext = new SecurityContextArgs
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        },
    };

    static SubjectArgs Account => new() { Kind = "ServiceAccount", Name = SnapshotController.App, Namespace = SnapshotController.NamespaceName };

    static LabelSelectorArgs Selector => new() { MatchLabels = Map() };

    static PolicyRuleArgs Rule(string group, string resource, params string[] verbs) =>
        new() { ApiGroups = { group }, Resources = { resource }, Verbs = [.. verbs] };

    static Pulumi.InputMap<string> Map()
    {
        var map = new Pulumi.InputMap<string>();
        foreach (var (key, value) in Labels)
            map.Add(key, value);
        return map;
    }
}
