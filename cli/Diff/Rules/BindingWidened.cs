using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG031: somebody gets a role.</summary>
sealed class BindingWidened : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG031";

    /// <inheritdoc/>
    public override string Title => "Role bound to a new subject";

    /// <inheritdoc/>
    public override string Why => "Permissions of existing roles reach further than before.";

    /// <inheritdoc/>
    public override string Remedy => "Check that the subject needs it and that a Role in one namespace would not do.";

    static readonly string[] Administrators = ["cluster-admin", "admin", "system:masters"];

    static readonly string[] Anybody = ["system:authenticated", "system:unauthenticated", "system:anonymous"];

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.Id is not { Group: "rbac.authorization.k8s.io", Kind: "RoleBinding" or "ClusterRoleBinding" } || change.After is not { } after)
            yield break;
        var subjects = Subjects(after).Except(Subjects(change.Before)).ToList();
        if (subjects.Count == 0)
            yield break;
        var role = after.Text("roleRef", "name") ?? "";
        var reach = change.Id.Kind == "ClusterRoleBinding" ? "in the whole cluster" : $"in {change.Id.Namespace}";
        var isNew = change.Before is null && !IsOld(after, role, stack);
        var isAnybody = subjects.Exists(subject => Anybody.Contains(subject[(subject.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        // A role that comes with its only binding is part of a new component.
        var severity = isNew && !isAnybody && !Administrators.Contains(role) ? Severity.Notice : Severity.Danger;
        yield return Found(severity, change, $"gives {RuleText.Code(role)} {reach} to {RuleText.List(subjects)}.");
    }

    // Roles that nobody declares are Kubernetes' own.
    static bool IsOld(DiffObject binding, string role, StackChange stack)
    {
        var kind = binding.Text("roleRef", "kind") ?? "";
        var id = new ObjectId("rbac.authorization.k8s.io", kind, kind == "Role" ? binding.Id.Namespace : null, role);
        return stack.WasThere(id) || !stack.After.Objects.Any(each => each.Id == id);
    }

    static IEnumerable<string> Subjects(DiffObject? binding) =>
        from subject in binding?.Maps("subjects") ?? []
        let ns = subject.Text("namespace") is { } given ? $"{given}/" : ""
        select $"{subject.Text("kind")} {ns}{subject.Text("name")}";
}
