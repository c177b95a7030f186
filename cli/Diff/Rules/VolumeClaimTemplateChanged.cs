using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG013: the volumes that a StatefulSet makes for its pods change.</summary>
/// <remarks>
/// Kubernetes lets nobody change them (pkg/apis/apps/validation; KEP-4650 would), and a chart that does so breaks its next upgrade. Existing volumes grow by
/// their claims alone.
/// </remarks>
sealed class VolumeClaimTemplateChanged : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG013";

    /// <inheritdoc/>
    public override string Title => "Volume claim template changed";

    /// <inheritdoc/>
    public override string Why =>
        "The API server refuses the change, and existing volumes stay as they are whatever the template says. Helm and the GitOps engines stop with an error; Pulumi replaces the StatefulSet, with an outage.";

    /// <inheritdoc/>
    public override string Remedy =>
        "To grow volumes: patch the claims, then `kubectl delete statefulset NAME --cascade=orphan`, which leaves pods and volumes, then deploy: docs/runbooks/grow-volume.md. "
        + "Any other change needs a new StatefulSet and a move of the data.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from field in change.Fields
        where change is { Kind: ChangeKind.Changed, Id: { Group: "apps", Kind: "StatefulSet" } } && field.Path.IsIn("spec.volumeClaimTemplates")
        select Found(Severity.Danger, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
}
