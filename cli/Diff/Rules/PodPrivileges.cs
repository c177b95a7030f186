using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG041: a pod may reach its node.</summary>
sealed class PodPrivileges : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG041";

    /// <inheritdoc/>
    public override string Title => "Pod gets closer to its node";

    /// <inheritdoc/>
    public override string Why => "Who breaks into the container may then take the node, and with it every pod there.";

    /// <inheritdoc/>
    public override string Remedy => "Take the privilege away, or state in the object why it is needed.";

    static readonly string[] Flags = ["hostNetwork", "hostPID", "hostIPC", "privileged", "allowPrivilegeEscalation"];

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var gained = Privileges(PodSpec.Of(change.After)).Except(Privileges(PodSpec.Of(change.Before))).ToList();
        if (gained.Count > 0)
            yield return Found(change.Before is null ? Severity.Caution : Severity.Danger, change, $"{(change.Before is null ? "is new, with" : "gets")} {Shown.List(gained)}.");
        foreach (var field in HelmChart.Values(change).Where(field => Flags.Contains(field.Path.Last) && field.After is true))
            yield return Found(Severity.Danger, change, $"{Shown.Code(field.Path)}: {Shown.Change(field.Before, field.After)}.");
    }

    static IEnumerable<string> Privileges(PodSpec? pod)
    {
        if (pod is null)
            yield break;
        foreach (var host in Flags.Take(3).Where(host => pod.Spec.GetValueOrDefault(host) is true))
            yield return host;
        foreach (var volume in pod.Spec.Maps("volumes").Where(volume => volume.ContainsKey("hostPath")))
            yield return $"hostPath {volume.Map("hostPath").Text("path")}";
        foreach (var container in pod.Containers)
        {
            var (name, context) = (container.Text("name"), container.Map("securityContext"));
            if (context.GetValueOrDefault("privileged") is true)
                yield return $"{name}: privileged";
            if (context.GetValueOrDefault("allowPrivilegeEscalation") is not false)
                yield return $"{name}: allowPrivilegeEscalation";
            foreach (var capability in Values.Texts(context.Map("capabilities").GetValueOrDefault("add")))
                yield return $"{name}: capability {capability}";
            if (!Values.Texts(context.Map("capabilities").GetValueOrDefault("drop")).Contains("ALL"))
                yield return $"{name}: default capabilities";
        }
    }
}
