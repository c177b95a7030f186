using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Catalog;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Calico;

/// <summary>
/// The pod network: Calico over VXLAN, run by its operator. Applied by Pulumi whoever delivers the rest: before it, no pod has a network.
/// </summary>
public sealed class Calico : PlatformComponent
{
    /// <summary>Namespace of the operator.</summary>
    public const string NamespaceName = "tigera-system";

    /// <summary>Namespace that the operator creates for the network itself.</summary>
    public const string OperatedNamespace = "calico-system";

    /// <summary>Definitions that are needed before it starts.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.Calico];

    /// <summary>Installs Calico.</summary>
    public Calico(string name, CalicoArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Calico", name, args, options, isDirect: true)
    {
        Namespace(new()
        {
            Name = "tigera",
            PodSecurity = PodSecurity.Privileged("The operator uses its machine's network, because it starts before pods have one of their own."),
        });
        Chart(Catalog.Charts.Calico, "calico", NamespaceName, CalicoValues.For(Platform), Workloads);
        Alerts(NamespaceName, AgentMissing);
        Deliver();
    }

    ImmutableArray<Workload> Workloads =>
    [
        new()
        {
            Name = "tigera-operator",
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("k8s-app", "tigera-operator"),
            HostNetwork = true,
            Requests = CalicoValues.Operator,
        },
        new()
        {
            Name = "calico-node",
            Kind = WorkloadKind.DaemonSet,
            Namespace = OperatedNamespace,
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("k8s-app", "calico-node"),
            HostNetwork = true,
            Requests = CalicoValues.Node(Platform.Sizing),
        },
    ];

    static AlertRule AgentMissing { get; } = new()
    {
        Name = "CalicoNodeMissing",
        Expression = """
            kube_daemonset_status_desired_number_scheduled{namespace="calico-system", daemonset="calico-node"}
              - kube_daemonset_status_number_ready{namespace="calico-system", daemonset="calico-node"} > 0
            """,
        For = TimeSpan.FromMinutes(10),
        Severity = AlertSeverity.Critical,
        Summary = "{{ $value }} machines have no working calico-node",
        Description = "Pods that start there get no network, and what changes elsewhere does not reach them.",
        Runbook = "pod-network",
    };
}

/// <summary>Arguments of <see cref="Calico"/>.</summary>
public sealed class CalicoArgs : PlatformComponentArgs;
