using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Monitoring;

/// <summary>Prometheus, Alertmanager and Grafana, where the stack file has <c>monitoring</c>.</summary>
public sealed class MonitoringPart : PlatformPart<MonitoringSpec>
{
    /// <inheritdoc/>
    public override string Name => "monitoring";

    /// <inheritdoc/>
    public override string Section => "monitoring";

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [Name, "kube-prometheus-stack"];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.KubePrometheusStack];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => MonitoringStack.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [MonitoringStack.NamespaceName, MonitoringStack.NodeExporterNamespace];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Certificates];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Metrics;

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => MonitoringRules.Check(plan, problems);

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, MonitoringSpec settings) =>
        facts with { Monitoring = true, Runbooks = settings.Runbooks, AlertsTriage = settings.Alerts is not null };

    /// <inheritdoc/>
    protected override void Install(MonitoringSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new MonitoringStack(
            Name,
            new()
            {
                Platform = build.Context,
                Monitoring = settings,
                HasCertManager = plan.IsOn("certificates"),
                WatchesFlux = plan.Engine == DeliveryEngine.Flux,
                TakesRemoteWrite = plan.Chosen.Any(part => part.WritesMetrics),
                After = build.Before(this),
            },
            build.Child));
}
