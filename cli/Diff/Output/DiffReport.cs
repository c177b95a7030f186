using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Prediction;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Preview;

namespace Basecamp.Cli.Diff.Output;

/// <summary>What a diff says, before it is laid out.</summary>
sealed class DiffReport
{
    DiffReport(DiffSide before, DiffSide after, IReadOnlyList<ObjectChange> changes, IReadOnlyList<ChangeFinding> findings, IReadOnlyList<string> notices)
    {
        (Before, After, Findings, Notices) = (before.Label, after.Label, findings, notices);
        severities = new(ReferenceEqualityComparer.Instance);
        foreach (var finding in findings)
        {
            if (finding.Object is { } about)
                severities[about] = severities.TryGetValue(about, out var known) && known > finding.Severity ? known : finding.Severity;
        }
        var left = after.Objects.Select(each => each.App).ToHashSet(StringComparer.Ordinal);
        Apps = [.. changes.GroupBy(change => change.App, StringComparer.Ordinal)
            .Select(app => new AppChange(app.Key, [.. app.OrderByDescending(change => SeverityOf(change) ?? (Severity)(-1))
                .ThenBy(change => change.Id.Kind, StringComparer.Ordinal).ThenBy(change => change.Id.Name, StringComparer.Ordinal)
                .ThenBy(change => change.Object.Place, StringComparer.Ordinal)], !left.Contains(app.Key)))
            .OrderByDescending(app => SeverityOf(app.Objects[0]) ?? (Severity)(-1)).ThenBy(app => app.Name, StringComparer.Ordinal)];
        Charts = ChartBump.AllOf(before, after, changes, findings);
    }

    readonly Dictionary<ObjectChange, Severity> severities;

    /// <summary>What the old state is called.</summary>
    public string Before { get; }

    /// <summary>What the new state is called.</summary>
    public string After { get; }

    /// <summary>Charts that get another version, those with the gravest findings first.</summary>
    public IReadOnlyList<ChartBump> Charts { get; }

    /// <summary>What must not be missed, the gravest first.</summary>
    public IReadOnlyList<ChangeFinding> Findings { get; }

    /// <summary>Everything that changed by app, the apps with the gravest findings first.</summary>
    public IReadOnlyList<AppChange> Apps { get; }

    /// <summary>What was not compared.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>What the next <c>pulumi up</c> does; null when that is not known.</summary>
    public Forecast? Forecast { get; private init; }

    /// <summary>All changed objects.</summary>
    public IEnumerable<ObjectChange> Objects => Apps.SelectMany(app => app.Objects);

    /// <summary>Compares two states.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="isSecret">Whether a text holds a secret that neither state shows; null for none.</param>
    /// <param name="forecast">What the next <c>pulumi up</c> does; null when that is not known.</param>
    public static DiffReport Of(DiffSide before, DiffSide after, Func<string, bool>? isSecret = null, Forecast? forecast = null)
    {
        var notices = before.Notices.Concat(after.Notices).ToList();
        if (!before.CanHoldSecrets || !after.CanHoldSecrets)
        {
            before = SecretHolders.LeaveOut(before, notices);
            after = SecretHolders.LeaveOut(after, notices);
        }
        if (!before.HasFiles || !after.HasFiles)
        {
            before = WithoutFiles(before, notices);
            after = WithoutFiles(after, notices);
        }
        var hiding = new SecretHiding([before, after], isSecret);
        (before, after) = (hiding.Hide(before), hiding.Hide(after));
        var changes = ObjectPairs.Compare(before.Objects, after.Objects, isDeployed: !before.HasFiles || !after.HasFiles);
        var change = new StackChange(before, after, changes);
        var order = AllRules.All.Index().ToDictionary(rule => rule.Item, rule => rule.Index);
        var findings = AllRules.All.SelectMany(rule => rule.Check(change))
            .OrderByDescending(finding => finding.Severity).ThenBy(finding => order[finding.Rule])
            .ThenBy(finding => finding.App, StringComparer.Ordinal).ThenBy(finding => finding.Object?.Id.ToString(), StringComparer.Ordinal);
        return new(before, after, changes, [.. findings], notices) { Forecast = forecast };
    }

    static DiffSide WithoutFiles(DiffSide side, List<string> notices)
    {
        var kept = side.Objects.Where(each => each.Id.Kind != ObjectId.File).ToList();
        var left = side.Objects.Count - kept.Count;
        if (left > 0)
            notices.Add($"{PreviewReport.Count(left, "file")} of {side.Label} on machines, of which an export knows nothing.");
        return side with { Objects = kept };
    }

    /// <summary>The gravest finding about an object; null when there is none.</summary>
    public Severity? SeverityOf(ObjectChange change) => severities.TryGetValue(change, out var severity) ? severity : null;

    /// <summary>How many findings are of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Everything in one line.</summary>
    public string Summary()
    {
        var owner = Forecast is { ChangesOwner: true } change ? $"owner changes{(change.IsUnprepared ? " without a handover" : "")} · " : "";
        if (Apps.Count == 0)
            return owner + (Forecast is { Steps.Count: > 0 } ? "no object changes" : "no change");
        var counts = new[] { (Count(Severity.Danger), "dangerous", "dangerous"), (Count(Severity.Caution), "caution", "cautions"), (Count(Severity.Notice), "notice", "notices") }
            .Where(count => count.Item1 > 0).Select(count => $"{count.Item1:N0} {(count.Item1 == 1 ? count.Item2 : count.Item3)}").ToList();
        return $"{owner}{(counts.Count == 0 ? "nothing to watch out for" : string.Join(", ", counts))} · {Kinds(Objects)} in {PreviewReport.Count(Apps.Count, "app")}";
    }

    /// <summary><c>1 added, 2 changed, 3 removed</c>, without those that are none.</summary>
    public static string Kinds(IEnumerable<ObjectChange> objects) => string.Join(", ",
        from kind in new[] { ChangeKind.Added, ChangeKind.Changed, ChangeKind.Removed }
        let count = objects.Count(change => change.Kind == kind)
        where count > 0
        select $"{count:N0} {kind.ToString().ToLowerInvariant()}");
}

/// <summary>The changed objects of one app.</summary>
/// <param name="Name">Name of the app.</param>
/// <param name="Objects">The objects, those with the gravest findings first.</param>
/// <param name="IsGone">Whether nothing of it is left.</param>
sealed record AppChange(string Name, IReadOnlyList<ObjectChange> Objects, bool IsGone);
