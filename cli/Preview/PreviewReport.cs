using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Preview;

/// <summary>What a preview says about a run, before it is laid out.</summary>
sealed class PreviewReport
{
    const string Secret = "[secret]";

    readonly SecretTexts secrets;
    readonly IReadOnlyList<RenderedChart> charts;

    /// <param name="run">The run.</param>
    /// <param name="charts">Its charts as they render. Default none.</param>
    public PreviewReport(OfflineRun run, IReadOnlyList<RenderedChart>? charts = null)
    {
        Run = run;
        this.charts = charts ?? [];
        secrets = SecretTexts.Of(run.Stack);
        var byTier = run.Stack.Resources.ToLookup(Tier.Of, StringComparer.Ordinal);
        Tiers = [.. Tier.All.Where(byTier.Contains).Select(name => new TierReport(name, [.. byTier[name]]))];
    }

    /// <summary>The run.</summary>
    public OfflineRun Run { get; }

    /// <summary>The tiers that have resources, from the machines up.</summary>
    public IReadOnlyList<TierReport> Tiers { get; }

    /// <summary>What the pods ask for, against what the nodes have; null without a platform.</summary>
    public Capacity? Capacity => Run.IsComplete ? Capacity.Of(Run.Stack, charts) : null;

    /// <summary>All resources: components, providers and custom ones, as an engine counts them, the stack itself left out.</summary>
    public int Total => Run.Stack.Resources.Count;

    /// <summary>The last line.</summary>
    public string Summary => $"preview of {Run.File.Stack}: {Outcome} (offline: nothing was contacted)";

    /// <summary>The text, unless it contains a secret that leaked into it; that there is a leak, a finding tells.</summary>
    public string Shown(string text) => secrets.Count > 0 && secrets.FindIn(text) is not null ? Secret : text;

    string Outcome => Run.IsComplete
        ? $"{Count(Total, "resource")}, {Count(Run.Findings.Count, "finding")}"
        : $"failed with {Count(Run.Problems.Count + Run.Failures.Count, "problem")}";

    /// <summary><c>1 resource</c>, <c>1,024 resources</c>.</summary>
    public static string Count(int number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";
}

/// <summary>The resources of one tier.</summary>
/// <param name="Name">Tier name.</param>
/// <param name="Resources">All its resources in construction order.</param>
sealed record TierReport(string Name, IReadOnlyList<RecordedResource> Resources)
{
    /// <summary>The tops of the trees to show: what is below the tier's own component.</summary>
    public IReadOnlyList<RecordedResource> Roots { get; } =
        [.. Resources.Where(resource => resource.Parent is null).SelectMany(top => Tier.IsTier(top) ? top.Children : [top])];

    /// <summary>How many resources there are of each short type, most first.</summary>
    public IReadOnlyList<(string Type, int Count)> ByType { get; } =
        [.. Resources.CountBy(ResourceText.ShortType, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))];
}
