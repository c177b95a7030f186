using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Traces;

/// <summary>Tempo and the OpenTelemetry collector, where the stack file has <c>traces</c>.</summary>
public sealed class TracesPart : PlatformPart<TracesSpec>
{
    /// <inheritdoc/>
    public override string Name => "tempo";

    /// <inheritdoc/>
    public override string Section => "traces";

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [Name, "opentelemetry-collector"];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Tempo, Catalog.Charts.OpenTelemetryCollector];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Tempo.NamespaceName];

    /// <summary>Rates and durations of the traces.</summary>
    public override bool WritesMetrics => true;

    // Traces may have to wait for the store in the cluster; metrics, which alert when that is away, do not.
    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is not { } traces)
            return;
        if (traces.Retention < TimeSpan.FromHours(1))
            problems.Add("traces.retention", $"is {DurationText.Format(traces.Retention)}, but traces that are gone within the hour are of no "
                + "use. Use 1h or more, such as 168h.");
        if (traces.StorageGiB < 1)
            problems.Add("traces.storageGiB", $"is {traces.StorageGiB}, but a volume has at least 1 GiB.");
    }

    /// <inheritdoc/>
    protected override void Install(TracesSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Tempo(
            Name, new() { Platform = build.Context, Traces = settings, Store = build.Stores.ForTelemetry, After = build.Before(this) }, build.Child));
}
