using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG041: a pod may reach its node.</summary>
sealed class PodPrivileges : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG041";

    /// <inheritdoc/>
    public override string Title => "Pod gets closer to its node";

    /// <inheritdoc/>
    public override string Why => "An attacker who breaks into the container can take over the node, and with it every pod there.";

    /// <inheritdoc/>
    public override string Remedy => "Remove the privilege, or state in the object why it is needed.";

    static readonly string[] Flags = ["hostNetwork", "hostPID", "hostIPC", "privileged", "allowPrivilegeEscalation"];

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var gained = Privileges(change.After).Except(Privileges(change.Before)).ToList();
        if (gained.Count > 0)
            yield return Found(change.Before is null ? Severity.Caution : Severity.Danger, change, $"{(change.Before is null ? "is new, with" : "gets")} {RuleText.List(gained)}.");
        foreach (var field in InstalledChart.Values(change).Where(field => Flags.Contains(field.Path.Last) && field.After is true))
            yield return Found(Severity.Danger, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
    }

    static IEnumerable<string> Privileges(DiffObject? owner) =>
        from pod in owner is null ? [] : PodTemplate.AllOf(owner.Body)
        from privilege in PodSecurity.PrivilegesOf(pod)
        select privilege.Kind switch
        {
            PodPrivilegeKind.HostNamespace => privilege.Name,
            PodPrivilegeKind.HostPath => $"hostPath {privilege.Name}",
            PodPrivilegeKind.Privileged => $"{privilege.Container}: privileged",
            PodPrivilegeKind.Escalation => $"{privilege.Container}: allowPrivilegeEscalation",
            PodPrivilegeKind.AddedCapability => $"{privilege.Container}: capability {privilege.Name}",
            _ => $"{privilege.Container}: default capabilities",
        };
}
