using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.NodeCare;

/// <summary>system-upgrade-controller, which has no chart, and its Plans. Pure.</summary>
static class UpgradeObjects
{
    public const string Account = "system-upgrade";
    public const string Controller = "system-upgrade-controller";

    const string EnvironmentName = "default-controller-env";

    // Its tag is the K3s release, which the Plan states.
    const string UpgradeImage = "rancher/k3s-upgrade";

    static readonly ResourceRequests Requests = new(10, 64, 256);

    static readonly ImmutableSortedDictionary<string, string> Labels = Workload.Named(Controller, "controller")
        // Upgrade jobs leave pods with this label alone when they drain.
        .Add("upgrade.cattle.io/controller", Controller);

    public static ConfigMapArgs Environment(NodeUpgradeSpec upgrades) => new()
    {
        Metadata = ObjectMeta.Of(EnvironmentName, NodeUpgrades.NamespaceName),
        Data =
        {
            ["SYSTEM_UPGRADE_CONTROLLER_LEADER_ELECT"] = "true",
            ["SYSTEM_UPGRADE_CONTROLLER_THREADS"] = "2",
            ["SYSTEM_UPGRADE_JOB_ACTIVE_DEADLINE_SECONDS"] = Seconds(upgrades.Deadline),
            ["SYSTEM_UPGRADE_JOB_BACKOFF_LIMIT"] = "3",
            ["SYSTEM_UPGRADE_JOB_IMAGE_PULL_POLICY"] = "IfNotPresent",
            ["SYSTEM_UPGRADE_JOB_KUBECTL_IMAGE"] = Images.Kubectl.ToString(),
            ["SYSTEM_UPGRADE_JOB_PRIVILEGED"] = "true",
            ["SYSTEM_UPGRADE_JOB_TTL_SECONDS_AFTER_FINISH"] = "86400",
            ["SYSTEM_UPGRADE_PLAN_POLLING_INTERVAL"] = "15m",
        },
    };

    public static DeploymentArgs Deployment() => new()
    {
        Metadata = ObjectMeta.Of(Controller, NodeUpgrades.NamespaceName, Labels, Images.SystemUpgradeController.Exemption),
        Spec = new DeploymentSpecArgs
        {
            Replicas = 1,
            Strategy = new DeploymentStrategyArgs { Type = "Recreate" },
            Selector = new LabelSelectorArgs { MatchLabels = { ["upgrade.cattle.io/controller"] = Controller } },
            Template = new PodTemplateSpecArgs { Metadata = PodMetadata(), Spec = PodSpec() },
        },
    };

    /// <summary>Servers, one at a time, never drained: their pods are few, and etcd must not lose a second member while the first is away.</summary>
    public static CustomObjectArgs Servers(ClusterFacts cluster, NodeUpgradeSpec upgrades) => Plan("k3s-servers", cluster, upgrades, new()
    {
        ["nodeSelector.matchExpressions"] = new[] { new ValueTree { ["key"] = Place.ControlPlaneLabel, ["operator"] = "In", ["values"] = new[] { "true" } } },
        ["cordon"] = true,
        ["tolerations"] = Place.TolerateNodes(cluster),
    });

    /// <summary>Agents, one at a time, drained, and only after the servers: a kubelet must not be newer than the API server.</summary>
    public static CustomObjectArgs Agents(ClusterFacts cluster, NodeUpgradeSpec upgrades) => Plan("k3s-agents", cluster, upgrades, new()
    {
        ["nodeSelector.matchExpressions"] = new[] { Place.NoServer },
        ["tolerations"] = Place.TolerateDeclared(cluster),
        ["prepare.image"] = UpgradeImage,
        ["prepare.args"] = new[] { "prepare", "k3s-servers" },
        ["drain.force"] = false,
        ["drain.ignoreDaemonSets"] = true,
        ["drain.deleteEmptydirData"] = true,
        ["drain.disableEviction"] = false,
        ["drain.timeout"] = DurationText.Format(upgrades.DrainTimeout),
    });

    static CustomObjectArgs Plan(string plan, ClusterFacts cluster, NodeUpgradeSpec upgrades, ValueTree own) => new(
        "upgrade.cattle.io/v1",
        "Plan",
        ObjectMeta.Of(plan, NodeUpgrades.NamespaceName),
        new ValueTree
        {
            ["concurrency"] = 1,
            ["version"] = cluster.K3sVersion,
            ["serviceAccountName"] = Account,
            ["upgrade.image"] = UpgradeImage,
            ["jobActiveDeadlineSecs"] = (int)upgrades.Deadline.TotalSeconds,
            ["priorityClassName"] = "system-node-critical",
            ["window.days"] = upgrades.Window.Days.Select(day => day.ToString().ToLowerInvariant()),
            ["window.startTime"] = upgrades.Window.Start,
            ["window.endTime"] = upgrades.Window.End,
            ["window.timeZone"] = upgrades.Window.TimeZone,
        }.Merge(own));

    static ObjectMetaArgs PodMetadata()
    {
        var metadata = new ObjectMetaArgs();
        foreach (var (key, value) in Labels)
            metadata.Labels.Add(key, value);
        return metadata;
    }

    static PodSpecArgs PodSpec() => new()
    {
        ServiceAccountName = Account,
        PriorityClassName = Priority.System,
        NodeSelector = { [Place.ControlPlaneLabel] = "true" },
        Tolerations =
        {
            new TolerationArgs { Key = Place.ControlPlaneLabel, Operator = "Exists", Effect = "NoSchedule" },
            new TolerationArgs { Key = "node-role.kubernetes.io/etcd", Operator = "Exists" },
            new TolerationArgs { Key = "CriticalAddonsOnly", Operator = "Exists" },
        },
        SecurityContext = new PodSecurityContextArgs { RunAsNonRoot = true, RunAsUser = 65534, RunAsGroup = 65534, SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" } },
        Containers = { Container() },
        Volumes = { new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs() } },
    };

    static ContainerArgs Container() => new()
    {
        Name = Controller,
        Image = Images.SystemUpgradeController.ToString(),
        ImagePullPolicy = "IfNotPresent",
        EnvFrom = { new EnvFromSourceArgs { ConfigMapRef = new ConfigMapEnvSourceArgs { Name = EnvironmentName } } },
        Env =
        {
            FromField("SYSTEM_UPGRADE_CONTROLLER_NAME", "metadata.labels['upgrade.cattle.io/controller']"),
            FromField("SYSTEM_UPGRADE_CONTROLLER_NAMESPACE", "metadata.namespace"),
            FromField("SYSTEM_UPGRADE_CONTROLLER_NODE_NAME", "spec.nodeName"),
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
        VolumeMounts = { new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
    };

    static EnvVarArgs FromField(string variable, string field) =>
        new() { Name = variable, ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = field } } };

    static string Seconds(TimeSpan span) => ((int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
