using System.Collections.Frozen;
using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG009: a volume of a chart's StatefulSet gets larger.</summary>
sealed class ClaimGrown : ObjectRule
{
    static readonly string[] Sizes = ["size", "storage", "requestedSize", "storageSize", "volumeSize"];

    // Charts whose sizes are those of claim templates.
    static readonly FrozenSet<string> Refused = FrozenSet.ToFrozenSet(["loki", "seaweedfs", "tempo", "valkey", "vault"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Id => "DG009";

    /// <inheritdoc/>
    public override string Title => "Volume of a StatefulSet grows";

    /// <inheritdoc/>
    public override string Why => "The template of a StatefulSet's claims only counts when a claim is made: existing volumes keep their size.";

    /// <inheritdoc/>
    public override string Remedy => "Before deploying, grow the claims, and remove the StatefulSet without its pods: docs/runbooks/grow-volume.md.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.After is not { } after)
            yield break;
        var charts = InstalledChart.AllOf(after).Select(chart => chart.Name).ToList();
        foreach (var field in InstalledChart.Values(change).Where(field => Sizes.Contains(field.Path.Last) && IsSize(field.After) && Quantities.IsLower(field.After, field.Before)))
        {
            var sizes = $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.";
            if (charts.Exists(Refused.Contains))
                yield return Found(Severity.Danger, change, $"{sizes} Kubernetes does not allow claim templates to change, so the release fails.");
            else if (field.Path.Segments().Contains("volumeClaimTemplate"))
                yield return Found(Severity.Danger, change, $"{sizes} The operator recreates the StatefulSet, but existing claims keep their size while retention follows the new one, so the disk fills up.");
            else if (!charts.Contains("kube-prometheus-stack"))
                yield return Found(Severity.Caution, change, $"{sizes} If this is the claim template of a StatefulSet, Kubernetes refuses the change; a separate claim grows.");
        }
    }

    // Plain numbers named size are pool sizes, page sizes and the like.
    static bool IsSize(object? value) => value is string text && text.Length > 1 && char.IsAsciiLetter(text[^1]);
}
