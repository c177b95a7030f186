using System.Collections.Immutable;

namespace Basecamp.Components.Kyverno;

/// <summary>
/// The rules in CEL. They are about pods; Kyverno derives those for what creates pods by writing <c>object.spec.template.spec</c> for
/// <c>object.spec</c>, so that a Deployment is refused and not only, unseen, its pods.
/// </summary>
static class PolicyExpressions
{
    /// <summary>All containers, of whatever kind.</summary>
    public const string AllContainers =
        "object.spec.containers"
        + " + (has(object.spec.initContainers) ? object.spec.initContainers : [])"
        + " + (has(object.spec.ephemeralContainers) ? object.spec.ephemeralContainers : [])";

    /// <summary>Containers that can have resources: a debugging one, added to a running pod, cannot.</summary>
    public const string Containers = "object.spec.containers + (has(object.spec.initContainers) ? object.spec.initContainers : [])";

    public const string ImageIsPinned =
        "variables.all.all(c, c.image.contains('@sha256:') || (c.image.matches('^.+:[^/:]+$') && !c.image.endsWith(':latest')))";

    public const string HasRequests =
        "variables.containers.all(c, has(c.resources) && has(c.resources.requests) && 'cpu' in c.resources.requests && 'memory' in c.resources.requests)";

    public const string HasMemoryLimit =
        "variables.containers.all(c, has(c.resources) && has(c.resources.limits) && 'memory' in c.resources.limits)";

    /// <summary>What the pod says for containers that say nothing.</summary>
    public const string PodRunsAsNonRoot =
        "has(object.spec.securityContext) && has(object.spec.securityContext.runAsNonRoot) && object.spec.securityContext.runAsNonRoot";

    public const string RunsAsNonRoot =
        "variables.all.all(c, has(c.securityContext) && has(c.securityContext.runAsNonRoot) ? c.securityContext.runAsNonRoot : variables.podNonRoot)";

    public const string NobodyIsUserZero =
        "!(has(object.spec.securityContext) && has(object.spec.securityContext.runAsUser) && object.spec.securityContext.runAsUser == 0)"
        + " && variables.all.all(c, !(has(c.securityContext) && has(c.securityContext.runAsUser) && c.securityContext.runAsUser == 0))";

    public const string NoHostNamespaces =
        "!(has(object.spec.hostNetwork) && object.spec.hostNetwork)"
        + " && !(has(object.spec.hostPID) && object.spec.hostPID)"
        + " && !(has(object.spec.hostIPC) && object.spec.hostIPC)";

    public const string NoHostPaths = "!has(object.spec.volumes) || object.spec.volumes.all(v, !has(v.hostPath))";

    public const string NoHostPorts =
        "variables.all.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))";

    public const string NothingPrivileged =
        "variables.all.all(c, !(has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged))";

    /// <summary>The object carries all of these labels, with a value.</summary>
    public static string HasLabels(ImmutableArray<string> labels) =>
        $"has(object.metadata.labels) && {string.Join(" && ", labels.Select(label => $"'{label}' in object.metadata.labels && object.metadata.labels['{label}'] != ''"))}";

    public const string IsSigned = "images.containers.map(image, verifyImageSignatures(image, [attestors.signer])).all(verified, verified > 0)";
}
