using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Logs;

/// <summary>Loki and Alloy, where the stack file has <c>logs</c>.</summary>
public sealed class LogsPart : PlatformPart<LogsSpec>
{
    /// <inheritdoc/>
    public override string Name => "loki";

    /// <inheritdoc/>
    public override string Section => "logs";

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [Name, "alloy", "alloy-events"];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Loki, Catalog.Charts.Alloy];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Loki.NamespaceName, Alloy.NamespaceName];

    // Logs may have to wait for the store in the cluster; metrics, which alert when that is away, do not.
    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is not { } logs)
            return;
        // Loki deletes whole days.
        if (logs.Retention < TimeSpan.FromHours(24))
            problems.Add("logs.retention", $"is {DurationText.Format(logs.Retention)}, but Loki keeps logs for at least 24h. Use 24h or more, such as 720h.");
        if (logs.StorageGiB < 1)
            problems.Add("logs.storageGiB", $"is {logs.StorageGiB}, but a volume has at least 1 GiB.");
    }

    /// <inheritdoc/>
    protected override void Install(LogsSpec settings, PlatformPlan plan, PlatformBuild build)
    {
        var loki = build.Add(this, new Loki(
            Name, new() { Platform = build.Context, Logs = settings, Store = build.Stores.ForTelemetry, After = build.Before(this) }, build.Child));
        build.Add(this, new Alloy("alloy", new() { Platform = build.Context, After = [loki] }, build.Child));
    }
}
