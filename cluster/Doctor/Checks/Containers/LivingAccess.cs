using System.Collections.Immutable;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Access;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>The living roles and bindings, evaluated.</summary>
static class LivingAccess
{
    /// <summary>Whether a service account may do something; null when that cannot be told.</summary>
    public static bool? Can(ClusterView cluster, string user, string verb, string resource, string? ns)
    {
        var roles = cluster.Snapshot.Objects.Where(each => each.Group == "rbac.authorization.k8s.io").ToList();
        var names = roles.Where(each => each.Kind is "Role" or "ClusterRole")
            .Select(each => (each.Kind, each.Kind == "Role" ? each.Namespace : null, each.Name)).ToHashSet();
        // A binding to a role that is not there allows nothing.
        var known = roles.Where(each => each.Kind is "Role" or "ClusterRole" || (each.Kind is "RoleBinding" or "ClusterRoleBinding" && IsWhole(each)
            && names.Contains(RoleOf(each))));
        if (names.Count == 0 || user.Split(':') is not [_, _, var account, var name])
            return null;
        return AccessModel.From(known.Select(each => Filled(each.Body))).Can(Identity.ServiceAccount(account, name), verb, resource, ns);
    }

    static (string, string?, string) RoleOf(KubernetesObject binding) =>
        (binding.Body.Text("roleRef", "kind")!, binding.Body.Text("roleRef", "kind") == "Role" ? binding.Namespace : null,
            binding.Body.Text("roleRef", "name")!);

    static bool IsWhole(KubernetesObject binding) => binding.Body.Text("roleRef", "kind") is not null && binding.Body.Text("roleRef", "name") is not null
        && binding.Body.Maps("subjects").All(subject => subject.Text("kind") is not null && subject.Text("name") is not null);

    // A living role that takes its rules from others has them filled in already.
    static ImmutableDictionary<string, object> Filled(ImmutableDictionary<string, object> role) => role.Remove("aggregationRule");
}
