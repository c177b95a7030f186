using System.Collections.Immutable;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC004: a pod that may reach its node: privileged, host namespaces or paths, added capabilities, privilege escalation.</summary>
public sealed class PrivilegedPods : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC004";

    private protected override IEnumerable<Violation> Violations(KubernetesManifests manifests) =>
        from pod in PodTemplate.AllOf(manifests)
        from privilege in Privileges(pod)
        select new Violation(pod.Owner, $"{privilege}.", "Take the privilege away.");

    static IEnumerable<string> Privileges(PodTemplate pod)
    {
        foreach (var host in new[] { "hostNetwork", "hostPID", "hostIPC" })
            if (pod.Spec.GetValueOrDefault(host) is true)
                yield return $"uses the node's namespace: {host}";
        foreach (var volume in PodTemplate.Maps(pod.Spec, "volumes"))
            if (volume.ContainsKey("hostPath"))
                yield return $"mounts a directory of the node: volume {volume.GetValueOrDefault("name")}";
        foreach (var container in pod.Containers)
            foreach (var privilege in Privileges(PodTemplate.Map(container, "securityContext")))
                yield return $"container {container.GetValueOrDefault("name")} {privilege}";
    }

    static IEnumerable<string> Privileges(ImmutableDictionary<string, object> context)
    {
        if (context.GetValueOrDefault("privileged") is true)
            yield return "is privileged";
        if (context.GetValueOrDefault("allowPrivilegeEscalation") is not false)
            yield return "may escalate its privileges";
        if (PodTemplate.Map(context, "capabilities").GetValueOrDefault("add") is ImmutableArray<object> { IsEmpty: false } added)
            yield return $"adds capabilities: {string.Join(", ", added)}";
    }
}
