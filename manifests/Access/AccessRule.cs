using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Access;

/// <summary>What is asked for.</summary>
sealed record AccessRequest(string Verb, string Group, string Resource, string Subresource, string? Name)
{
    public static AccessRequest Parse(string verb, string resource, string? name)
    {
        var parts = resource.Split('/', 2);
        var type = parts[0].Split('.', 2);
        return new(verb, type.Length == 2 ? type[1] : "", type[0], parts.Length == 2 ? parts[1] : "", name);
    }
}

/// <summary>One rule of a role.</summary>
sealed record AccessRule(ImmutableArray<string> Verbs, ImmutableArray<string> Groups, ImmutableArray<string> Resources, ImmutableArray<string> Names)
{
    const string Any = "*";

    public static AccessRule Read(ImmutableDictionary<string, object> rule) => new(
        [.. rule.Texts("verbs")], [.. rule.Texts("apiGroups")], [.. rule.Texts("resources")], [.. rule.Texts("resourceNames")]);

    public bool Allows(AccessRequest request) =>
        Has(Verbs, request.Verb) && Has(Groups, request.Group) && Matches(request) && (Names.IsEmpty || (request.Name is { } name && Names.Contains(name)));

    // `*` stands for all resources, subresources included; `*/scale` for that subresource of all.
    bool Matches(AccessRequest request)
    {
        var full = request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}";
        return Resources.Contains(Any) || Resources.Contains(full) || (request.Subresource.Length > 0 && Resources.Contains($"*/{request.Subresource}"));
    }

    static bool Has(ImmutableArray<string> allowed, string wanted) => allowed.Contains(Any) || allowed.Contains(wanted);
}

/// <summary>A role given to somebody: in one namespace, or everywhere.</summary>
sealed record AccessBinding(string? Namespace, string RoleKind, string RoleName, ImmutableArray<ImmutableDictionary<string, object>> Subjects)
{
    public static AccessBinding Read(ImmutableDictionary<string, object> binding, string? ns)
    {
        var role = (ImmutableDictionary<string, object>)binding["roleRef"];
        return new(ns, (string)role["kind"], (string)role["name"], [.. binding.Maps("subjects")]);
    }

    public bool IsFor(Identity who) => Subjects.Any(subject => (string)subject["kind"] switch
    {
        "User" => (string)subject["name"] == who.Name,
        "Group" => who.Groups.Contains((string)subject["name"]),
        "ServiceAccount" => who.Name == $"system:serviceaccount:{subject.GetValueOrDefault("namespace") ?? Namespace}:{subject["name"]}",
        _ => false,
    });
}
