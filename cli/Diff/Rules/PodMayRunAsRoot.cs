using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG042: a container may run as root.</summary>
sealed class PodMayRunAsRoot : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG042";

    /// <inheritdoc/>
    public override string Title => "Container may run as root";

    /// <inheritdoc/>
    public override string Why => "Root in a container is root on the node once there is a hole in the runtime.";

    /// <inheritdoc/>
    public override string Remedy => "Set `runAsNonRoot: true`, and a user in the image.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var roots = Roots(PodSpec.Of(change.After)).Except(Roots(PodSpec.Of(change.Before))).ToList();
        if (roots.Count > 0)
            yield return Found(change.Before is null ? Severity.Caution : Severity.Danger, change, $"may run as root: {Shown.List(roots)}.");
        foreach (var field in HelmChart.Values(change).Where(field => field.Path.Last == "runAsNonRoot" && field.Before is true && field.After is not true))
            yield return Found(Severity.Danger, change, $"{Shown.Code(field.Path)}: {Shown.Change(field.Before, field.After)}.");
    }

    static IEnumerable<string> Roots(PodSpec? pod) =>
        from container in pod?.Containers ?? []
        let own = container.Map("securityContext")
        let whole = pod!.Spec.Map("securityContext")
        where (own.GetValueOrDefault("runAsNonRoot") ?? whole.GetValueOrDefault("runAsNonRoot")) is not true
            || (own.GetValueOrDefault("runAsUser") ?? whole.GetValueOrDefault("runAsUser")) is 0d
        select container.Text("name") ?? "";
}
