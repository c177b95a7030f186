using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Access;

/// <summary>Who may do what, as Kubernetes' RBAC decides it: rights add up, and nothing takes one away.</summary>
/// <remarks>
/// Not seen: roles that Kubernetes or a Helm chart brings, other authorizers such as that of nodes, and admission, which may refuse what RBAC
/// allows.
/// </remarks>
/// <example><code>
/// var access = AccessModel.From(objects);
/// Assert.False(access.Can(Identity.User("eve", "team-shop"), "create", "networkpolicies.networking.k8s.io", "shop"));
/// </code></example>
public sealed class AccessModel
{
    const string Group = "rbac.authorization.k8s.io/";

    readonly Dictionary<(string Kind, string? Namespace, string Name), ImmutableArray<AccessRule>> roles = [];
    readonly List<AccessBinding> bindings = [];

    AccessModel(IEnumerable<ImmutableDictionary<string, object>> objects)
    {
        foreach (var each in objects)
            if (each.GetValueOrDefault("apiVersion") is string version && version.StartsWith(Group, StringComparison.Ordinal))
                Add(each, (string)each["kind"]);
    }

    /// <summary>Reads roles and bindings among Kubernetes objects.</summary>
    /// <param name="objects">Objects of any kind.</param>
    public static AccessModel From(IEnumerable<ImmutableDictionary<string, object>> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return new(objects);
    }

    /// <summary>Whether somebody may do something.</summary>
    /// <param name="who">Who.</param>
    /// <param name="verb">Verb, e.g. <c>get</c>.</param>
    /// <param name="resource">Resource as kubectl writes it: <c>pods</c>, <c>deployments.apps</c>, <c>pods/exec</c>.</param>
    /// <param name="ns">Namespace; null for a cluster-scoped resource, or for all namespaces.</param>
    /// <param name="name">Name of the object; null for none, as in lists. Default null.</param>
    /// <exception cref="InvalidOperationException">They have a role whose rules are not among the objects.</exception>
    public bool Can(Identity who, string verb, string resource, string? ns = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(resource);
        var request = AccessRequest.Parse(verb, resource, name);
        return bindings.Where(binding => (binding.Namespace is null || binding.Namespace == ns) && binding.IsFor(who)).Any(binding => RulesOf(binding).Any(rule => rule.Allows(request)));
    }

    ImmutableArray<AccessRule> RulesOf(AccessBinding binding) => roles.TryGetValue((binding.RoleKind, binding.RoleKind == "Role" ? binding.Namespace : null, binding.RoleName), out var rules)
        ? rules
        : throw new InvalidOperationException($"{binding.RoleKind} {binding.RoleName} is bound to a subject, but it is not among the objects, so what it allows is not known.");

    void Add(ImmutableDictionary<string, object> each, string kind)
    {
        var metadata = (ImmutableDictionary<string, object>)each["metadata"];
        var (name, ns) = ((string)metadata["name"], metadata.GetValueOrDefault("namespace") as string);
        if (kind is "Role" or "ClusterRole")
            roles[(kind, ns, name)] = each.ContainsKey("aggregationRule")
                ? throw new NotSupportedException($"{kind} {name} takes its rules from others, which is not evaluated.")
                : [.. each.Maps("rules").Select(AccessRule.Read)];
        else if (kind is "RoleBinding" or "ClusterRoleBinding")
            bindings.Add(AccessBinding.Read(each, ns));
    }
}
