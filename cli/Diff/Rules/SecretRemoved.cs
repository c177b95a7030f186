using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG004: a Secret, what makes one, or an entry of one is removed.</summary>
sealed class SecretRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG004";

    /// <inheritdoc/>
    public override string Title => "Secret removed";

    /// <inheritdoc/>
    public override string Why => "Pods that mount it no longer start, and a generated password or key exists nowhere else.";

    /// <inheritdoc/>
    public override string Remedy => "Search for who uses it, and keep a copy of what cannot be generated again.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if ((change.Id.Group, change.Id.Kind) is not (("", "Secret") or ("bitnami.com", "SealedSecret") or ("external-secrets.io", "ExternalSecret"))
            || stack.Renames.ContainsKey(change))
            yield break;
        if (change.Kind == ChangeKind.Removed)
            yield return Found(Severity.Danger, change, "is removed.");
        var entries = change.Fields.Where(field => field.Kind == ChangeKind.Removed && IsEntry(field.Path)).Select(field => field.Path.Last).ToList();
        if (entries.Count > 0)
            yield return Found(Severity.Caution, change, $"loses {RuleText.List(entries)}.");
    }

    static bool IsEntry(FieldPath path) => path.Is("data.*") || path.Is("spec.encryptedData.*") || path.Is("spec.data.*");
}
