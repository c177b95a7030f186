using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG042: a container may run as root.</summary>
sealed class PodMayRunAsRoot : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG042";

    /// <inheritdoc/>
    public override string Title => "Container may run as root";

    /// <inheritdoc/>
    public override string Why => "Root in a container is root on the node if the container runtime has a vulnerability.";

    /// <inheritdoc/>
    public override string Remedy => "Set `runAsNonRoot: true`, and a user in the image.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var roots = Roots(change.After).Except(Roots(change.Before)).ToList();
        if (roots.Count > 0)
            yield return Found(change.Before is null ? Severity.Caution : Severity.Danger, change, $"may run as root: {RuleText.List(roots)}.");
        foreach (var field in InstalledChart.Values(change).Where(field => field.Path.Last == "runAsNonRoot" && field.Before is true && field.After is not true))
            yield return Found(Severity.Danger, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
    }

    static IEnumerable<string> Roots(DiffObject? owner) =>
        from pod in owner is null ? [] : PodTemplate.AllOf(owner.Body)
        from container in pod.Containers
        where PodSecurity.MayRunAsRoot(pod, container)
        select container.Text("name") ?? "";
}
