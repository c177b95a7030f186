using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG045: objects are checked less than before.</summary>
sealed class AdmissionWeakened : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG045";

    /// <inheritdoc/>
    public override string Title => "Admission checks weakened";

    /// <inheritdoc/>
    public override string Why => "What the rule kept out gets in, and stays when the rule is back.";

    /// <inheritdoc/>
    public override string Remedy => "Exempt the one object that needs it instead, with the reason.";

    static readonly string[] Kinds =
    [
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration",
        "ClusterPolicy", "Policy", "ValidatingPolicy", "ImageValidatingPolicy",
    ];

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (!Kinds.Contains(change.Id.Kind) || !(change.Id.Group is "admissionregistration.k8s.io" || change.Id.Group.EndsWith("kyverno.io", StringComparison.Ordinal)))
            yield break;
        if (change is { Kind: ChangeKind.Removed } && !stack.Renames.ContainsKey(change))
            yield return Found(Severity.Caution, change, "is removed.");
        if (change is not { Kind: ChangeKind.Changed, Before: { } before, After: { } after })
            yield break;
        if (Enforces(before) && !Enforces(after))
            yield return Found(Severity.Danger, change, "only reports from now on; it refused before.");
        foreach (var field in change.Fields.Where(field => field.Path.Last == "failurePolicy" && field.Before is not "Ignore" && field.After is "Ignore"))
            yield return Found(Severity.Caution, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}; when the check cannot be asked, everything gets in.");
    }

    static bool Enforces(DiffObject policy) =>
        PlainValues.TextsIn(policy.At("spec", "validationActions")).Contains("Deny")
        || policy.Text("spec", "validationFailureAction") is "Enforce" or "enforce"
        || PlainValues.AllMapsIn(policy.At("spec", "rules")).Any(map => map.Text("failureAction") == "Enforce");
}
