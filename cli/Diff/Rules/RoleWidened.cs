using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG030: a role allows more than before.</summary>
sealed class RoleWidened : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG030";

    /// <inheritdoc/>
    public override string Title => "Role allows more";

    /// <inheritdoc/>
    public override string Why => "Everybody who has the role gets the permission at once, without a new binding.";

    /// <inheritdoc/>
    public override string Remedy => "Grant single verbs on single resources, by name where possible, in a role of its own.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.Id is not { Group: "rbac.authorization.k8s.io", Kind: "Role" or "ClusterRole" } || change.After is not { } after)
            yield break;
        var before = change.Before is null ? [] : Permission.AllOf(change.Before).ToList();
        var gained = Permission.AllOf(after).Where(permission => !before.Exists(old => old.Covers(permission))).ToList();
        // A new role grants nothing before it is bound; what can be used to take over a cluster is said all the same.
        if (change.Before is null)
            gained.RemoveAll(permission => !permission.IsPowerful);
        if (gained.Count > 0)
        {
            yield return Found(
                change.Before is null && !gained.Exists(permission => permission.IsEverything) ? Severity.Caution : Severity.Danger,
                change,
                $"{(change.Before is null ? "is new and allows" : "newly allows")} {RuleText.List(Permission.Summary(gained), 8)}.");
        }
        foreach (var field in change.Fields.Where(field => field.Path.Last.StartsWith("rbac.authorization.k8s.io/aggregate-to-", StringComparison.Ordinal) && field.After is "true"))
            yield return Found(Severity.Danger, change, $"becomes part of the role {RuleText.Code(field.Path.Last["rbac.authorization.k8s.io/aggregate-to-".Length..])}.");
    }
}
