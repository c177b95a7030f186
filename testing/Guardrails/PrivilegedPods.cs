using Basecamp.Manifests.Pods;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC004: a pod that may reach its node: privileged, host namespaces or paths, added capabilities, privilege escalation.</summary>
public sealed class PrivilegedPods : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC004";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from pod in RecordedPods.AllOf(manifests)
        from privileges in PodSecurity.PrivilegesOf(pod.Template).GroupBy(GroupOf)
        let said = Said(privileges.First().Kind, string.Join(", ", privileges.Select(privilege => privilege.Name)))
        where said is not null
        select new Violation(pod.Owner, privileges.Key.Container is { } container ? $"container {container} {said}." : $"{said}.", "Remove the privilege.");

    // One finding for all capabilities of a container, and one for each thing of the pod.
    static (PodPrivilegeKind Kind, string? Container, string Name) GroupOf(PodPrivilege privilege) =>
        (privilege.Kind, privilege.Container, privilege.Container is null ? privilege.Name : "");

    static string? Said(PodPrivilegeKind kind, string names) => kind switch
    {
        PodPrivilegeKind.HostNamespace => $"uses the node's namespace: {names}",
        PodPrivilegeKind.HostPath => $"mounts a directory of the node: {names}",
        PodPrivilegeKind.Privileged => "is privileged",
        PodPrivilegeKind.Escalation => "may escalate its privileges",
        PodPrivilegeKind.AddedCapability => $"adds capabilities: {names}",
        _ => null,
    };
}
