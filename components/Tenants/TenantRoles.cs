using Basecamp.Components.Delivery;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Basecamp.Components.Tenants;

/// <summary>
/// What members and viewers may do in a namespace of theirs. Not Kubernetes' own role <c>edit</c>: that may write NetworkPolicies, and policies
/// add up, so that one line would open the namespace; write Ingresses for any host; and act as any service account.
/// </summary>
static class TenantRoles
{
    public const string Member = "tenant-member";
    public const string Viewer = "tenant-viewer";

    /// <summary>Name of the service account that applies the tenant's git under Flux.</summary>
    public const string Account = "tenant-git";

    const string Group = "rbac.authorization.k8s.io";

    static readonly string[] Read = ["get", "list", "watch"];
    static readonly string[] Write = [.. Read, "create", "delete", "deletecollection", "patch", "update"];

    // What holds the tenant in may be looked at: whoever meets a limit must see it.
    static readonly string[] Limits = ["events", "limitranges", "resourcequotas"];

    public static RoleArgs MemberRole(string ns)
    {
        var role = Role(Member, ns);
        foreach (var group in TenantKind.Written.GroupBy(kind => kind.Group, StringComparer.Ordinal))
            role.Rules.Add(Rule(group.Key, [.. group.Select(kind => kind.Resource)], Write));
        role.Rules.Add(Rule("", [.. Limits, "pods/log", "pods/status"], Read));
        role.Rules.Add(Rule("", ["pods/attach", "pods/exec", "pods/portforward"], ["create", "get"]));
        role.Rules.Add(Rule("", ["pods/eviction"], ["create"]));
        // Pod Security looks at these containers too.
        role.Rules.Add(Rule("", ["pods/ephemeralcontainers"], ["get", "patch", "update"]));
        role.Rules.Add(Rule("apps", ["deployments/scale", "statefulsets/scale"], ["get", "patch", "update"]));
        AddShared(role);
        return role;
    }

    public static RoleArgs ViewerRole(string ns)
    {
        var role = Role(Viewer, ns);
        foreach (var group in TenantKind.Written.Where(kind => kind.Kind != "Secret").GroupBy(kind => kind.Group, StringComparer.Ordinal))
            role.Rules.Add(Rule(group.Key, [.. group.Select(kind => kind.Resource)], Read));
        role.Rules.Add(Rule("", [.. Limits, "pods/log", "pods/status"], Read));
        AddShared(role);
        return role;
    }

    /// <summary>Gives a role to people.</summary>
    public static RoleBindingArgs Binding(string role, string ns, TenantSubjectsSpec subjects)
    {
        var binding = Binding(role, role, ns);
        foreach (var user in subjects.Users)
            binding.Subjects.Add(new SubjectArgs { Kind = "User", ApiGroup = Group, Name = user });
        foreach (var group in subjects.Groups)
            binding.Subjects.Add(new SubjectArgs { Kind = "Group", ApiGroup = Group, Name = group });
        return binding;
    }

    /// <summary>Gives members' role to what applies the tenant's git.</summary>
    /// <param name="ns">Where the rights are.</param>
    /// <param name="home">Namespace of the service account.</param>
    public static RoleBindingArgs AccountBinding(string ns, string home)
    {
        var binding = Binding(Account, Member, ns);
        binding.Subjects.Add(new SubjectArgs { Kind = "ServiceAccount", Name = Account, Namespace = home });
        return binding;
    }

    static void AddShared(RoleArgs role)
    {
        role.Rules.Add(Rule("", ["namespaces"], ["get"]));
        role.Rules.Add(Rule("apps", ["controllerrevisions"], Read));
        role.Rules.Add(Rule("networking.k8s.io", ["ingresses", "networkpolicies"], Read));
        role.Rules.Add(Rule("metrics.k8s.io", ["pods"], ["get", "list"]));
    }

    static RoleArgs Role(string name, string ns) => new() { Metadata = ObjectMeta.Of(name, ns) };

    static RoleBindingArgs Binding(string name, string role, string ns) => new()
    {
        Metadata = ObjectMeta.Of(name, ns),
        RoleRef = new RoleRefArgs { ApiGroup = Group, Kind = "Role", Name = role },
    };

    static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) => new() { ApiGroups = { group }, Resources = resources, Verbs = verbs };
}
