using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG043: pods get credentials for the Kubernetes API.</summary>
sealed class TokenMounted : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG043";

    /// <inheritdoc/>
    public override string Title => "API credentials mounted";

    /// <inheritdoc/>
    public override string Why => "An attacker who breaks into the pod can call the API with its permissions.";

    /// <inheritdoc/>
    public override string Remedy => "Set `automountServiceAccountToken: false` unless the program talks to the API.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from field in change.Fields
        where field.Path.Last == "automountServiceAccountToken" && field.Before is false && field.After is not false
        select Found(Severity.Caution, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
}
