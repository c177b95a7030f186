using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Pods;

/// <summary>What pods may do to their node.</summary>
public static class PodSecurity
{
    static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];

    /// <summary>
    /// Whether a container may run as root: nothing refuses it (<c>runAsNonRoot</c>), or the user is 0. What a container says counts more than what
    /// its pod says.
    /// </summary>
    /// <param name="pod">The pods.</param>
    /// <param name="container">One of their containers.</param>
    public static bool MayRunAsRoot(PodTemplate pod, ImmutableDictionary<string, object> container)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var (own, whole) = (container.Map("securityContext"), pod.Spec.Map("securityContext"));
        return Setting("runAsNonRoot") is not true || Setting("runAsUser") is 0d;

        object? Setting(string name) => own.GetValueOrDefault(name) ?? whole.GetValueOrDefault(name);
    }

    /// <summary>Everything that brings the pods closer to their node.</summary>
    /// <param name="pod">The pods.</param>
    public static IEnumerable<PodPrivilege> PrivilegesOf(PodTemplate pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        foreach (var name in HostNamespaces.Where(name => pod.Spec.GetValueOrDefault(name) is true))
            yield return new(PodPrivilegeKind.HostNamespace, null, name);
        foreach (var volume in pod.Spec.Maps("volumes").Where(volume => volume.ContainsKey("hostPath")))
            yield return new(PodPrivilegeKind.HostPath, null, volume.Text("hostPath", "path") ?? "");
        foreach (var privilege in pod.Containers.SelectMany(PrivilegesOf))
            yield return privilege;
    }

    static IEnumerable<PodPrivilege> PrivilegesOf(ImmutableDictionary<string, object> container)
    {
        var (name, context) = (container.Text("name") ?? "", container.Map("securityContext"));
        if (context.GetValueOrDefault("privileged") is true)
            yield return new(PodPrivilegeKind.Privileged, name, "");
        if (context.GetValueOrDefault("allowPrivilegeEscalation") is not false)
            yield return new(PodPrivilegeKind.Escalation, name, "");
        foreach (var capability in context.Texts("capabilities", "add"))
            yield return new(PodPrivilegeKind.AddedCapability, name, capability);
        if (!context.Texts("capabilities", "drop").Contains("ALL"))
            yield return new(PodPrivilegeKind.DefaultCapabilities, name, "");
    }
}
