using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG003: a custom resource definition, or a version of it, is removed.</summary>
sealed class DefinitionRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG003";

    /// <inheritdoc/>
    public override string Title => "Custom resource definition removed";

    /// <inheritdoc/>
    public override string Why => "The API server deletes every object of the kind with it, in all namespaces.";

    /// <inheritdoc/>
    public override string Remedy => "List what there is: `kubectl get KIND --all-namespaces`. Remove a definition only after its last object.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.Id is not { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" })
            yield break;
        if (change.Kind == ChangeKind.Removed)
            yield return Found(Severity.Danger, change, $"is removed with every {RuleText.Code(change.Object.Text("spec", "names", "kind") ?? change.Id.Name)} in the cluster.");
        foreach (var field in change.Fields.Where(field => field.Kind == ChangeKind.Removed && field.Path.Is("spec.versions.*")))
            yield return Found(Severity.Danger, change, $"no longer serves version {RuleText.Code(field.Path.Last)}; objects stored as such cannot be read.");
    }
}
