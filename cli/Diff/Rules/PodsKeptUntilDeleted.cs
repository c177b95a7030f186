using System.Collections.Frozen;
using Basecamp.Cli.Diff.Comparing;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG014: pods change, but nobody replaces them: their update strategy is OnDelete.</summary>
sealed class PodsKeptUntilDeleted : ObjectRule
{
    // Charts whose pods wait for a person, with their default values.
    static readonly FrozenSet<string> OnDelete = FrozenSet.ToFrozenSet(["vault"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Id => "DG014";

    /// <inheritdoc/>
    public override string Title => "Pods stay as they are until deleted";

    /// <inheritdoc/>
    public override string Why => "Their update strategy is OnDelete: the change is deployed, and the old pods go on running.";

    /// <inheritdoc/>
    public override string Remedy => "After deploying, delete the pods one by one, standbys first. For Vault: docs/runbooks/vault-unseal.md#upgrade.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        foreach (var (name, before, after) in InstalledChart.Versions(change).Where(version => OnDelete.Contains(version.Name)))
            yield return Found(Severity.Caution, change, $"chart {RuleText.Code(name)}: {RuleText.Change(before, after)}, and its pods keep the old version until they are deleted.");
        if (change is { Kind: ChangeKind.Changed, Id: { Group: "apps", Kind: "StatefulSet" or "DaemonSet" }, After: { } set }
            && set.Map("spec", "updateStrategy").Text("type") == "OnDelete" && change.Fields.Any(field => field.Path.IsIn("spec.template")))
            yield return Found(Severity.Caution, change, "changes its pods, which stay as they are until they are deleted.");
    }
}
