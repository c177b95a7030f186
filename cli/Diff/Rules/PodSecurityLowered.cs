using Basecamp.Cli.Diff.Comparing;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG040: a namespace admits pods that it refused before.</summary>
sealed class PodSecurityLowered : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG040";

    /// <inheritdoc/>
    public override string Title => "Namespace admits less safe pods";

    /// <inheritdoc/>
    public override string Why => "Every pod of the namespace may use it, not only the one it was changed for.";

    /// <inheritdoc/>
    public override string Remedy => "Keep the level, and put what needs more into a namespace of its own.";

    const string Enforce = "pod-security.kubernetes.io/enforce";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.Id is not { Group: "", Kind: "Namespace" } || change.After is not { } after)
            yield break;
        var (old, current) = (change.Before?.Labels.Text(Enforce), after.Labels.Text(Enforce));
        if (change.Before is not null && Rank(current) < Rank(old))
            yield return Found(Severity.Danger, change, $"enforces {RuleText.Change(old, current)}.");
        else if (change.Before is null && Rank(current) == 0)
            yield return Found(Severity.Caution, change, $"is new and enforces {RuleText.Code(current ?? "nothing")}.");
    }

    static int Rank(string? level) => level switch { "restricted" => 2, "baseline" => 1, _ => 0 };
}
