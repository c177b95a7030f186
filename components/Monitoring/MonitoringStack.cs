using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Pulumi;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Pulumi.Random;
using CoreSecret = Pulumi.Kubernetes.Core.V1.Secret;

namespace Basecamp.Components.Monitoring;

/// <summary>
/// kube-prometheus-stack as K3s needs it: the control plane, which runs inside of K3s' own process, is really scraped or its alerts are off;
/// alerts reach triage, critical ones a second way too.
/// </summary>
public sealed class MonitoringStack : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = MonitoringPeers.Namespace;

    /// <summary>The node exporters' own namespace: they need the host, nothing else here does.</summary>
    public const string NodeExporterNamespace = "node-exporter-system";

    /// <summary>Prometheus' address in the cluster.</summary>
    public const string PrometheusUrl = $"http://{MonitoringValues.Release}-prometheus.{NamespaceName}.svc:9090";

    /// <summary>The key with which Alertmanager sends alerts to triage, as a secret; null when it sends none.</summary>
    public Output<string>? TriageToken { get; }

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.PrometheusOperator];

    /// <summary>Installs the stack.</summary>
    public MonitoringStack(string name, MonitoringStackArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:MonitoringStack", name, args, options)
    {
        var spec = args.Monitoring;
        Namespace(new() { Name = "monitoring", HoldsState = true, Rules = [.. RulesFor(spec, Platform.Cluster)] });
        Namespace(new()
        {
            Name = "node-exporter",
            PodSecurity = PodSecurity.Privileged("The node exporter reads the machine's own processes, disks and network."),
        });
        First(GrafanaPassword(name));
        _ = new ClusterRole($"{name}-grafana-sidecar", GrafanaSidecarRole, Child());
        if (spec.Alerts is { } alerts)
        {
            TriageToken = TokenOf(name, alerts.Triage);
            First(new CoreSecret($"{name}-receivers", AlertReceivers.SecretOf(alerts, TriageToken, NamespaceName), DirectChild()));
        }
        Chart(Catalog.Charts.KubePrometheusStack, MonitoringValues.Release, NamespaceName, MonitoringValues.For(Platform, args), MonitoringWorkloads.For(Platform));
        Holds(new HeldState
        {
            Id = "monitoring/metrics",
            What = "metrics in Prometheus, silences in Alertmanager",
            Loss = LossKind.Tolerable,
            Consequence = "Metrics of the past are lost, and alerts that are silenced fire again.",
            Medium = StateMedium.Volume,
            Namespace = NamespaceName,
            StorageClass = spec.StorageClass,
        });
        Alerts(NamespaceName, [.. MonitoringAlerts.For(Platform.Cluster, spec)]);
        Dashboard(NamespaceName, ControlPlaneDashboard.Dashboard);
        Deliver();
    }

    static IEnumerable<NetworkRule> RulesFor(MonitoringSpec spec, ClusterFacts cluster)
    {
        yield return NetworkRule.ToApiServer;
        yield return NetworkRule.FromApiServer(10250);
        yield return NetworkRule.ToAllPods("allow-scraping") with { Subject = MonitoringPeers.Prometheus.Labels };
        yield return NetworkRule.ToNodes([.. ScrapedPorts.OfK3s, .. ScrapedPorts.OfCharts(cluster.Cni, cluster.LoadBalancer)]) with { Subject = MonitoringPeers.Prometheus.Labels };
        foreach (var rule in AlertReceivers.RulesFor(spec.Alerts))
            yield return rule with { Subject = MonitoringPeers.Alertmanager.Labels };
    }

    // Letters and digits only: it is a header's value.
    Output<string> TokenOf(string name, TriageReceiverSpec triage) => Output.CreateSecret(triage.Token is { } token
        ? Output.Create(token.Reveal())
        : new RandomPassword(
            $"{name}-triage-token", new() { Length = 48, Special = false }, new() { Parent = this, AdditionalSecretOutputs = { "result" } }).Result);

    static ClusterRoleArgs GrafanaSidecarRole => new()
    {
        Metadata = ObjectMeta.Of(MonitoringValues.GrafanaRole),
        Rules = { new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "configmaps" }, Verbs = { "get", "list", "watch" } } },
    };

    CoreSecret GrafanaPassword(string name)
    {
        var password = new RandomPassword($"{name}-grafana-admin", new() { Length = 32, Special = false }, new() { Parent = this });
        return new(
            $"{name}-grafana-admin",
            new()
            {
                Metadata = ObjectMeta.Of(MonitoringValues.GrafanaSecret, NamespaceName),
                StringData = { ["user"] = "admin", ["password"] = password.Result },
            },
            DirectChild());
    }
}
