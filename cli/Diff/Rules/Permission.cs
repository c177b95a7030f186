using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>A single permission of a role; <c>*</c> stands for all.</summary>
/// <param name="Verb">Verb.</param>
/// <param name="Group">API group; null for a path outside of the API.</param>
/// <param name="Resource">Resource, or the path.</param>
/// <param name="Name">The only object it is for; null for all.</param>
sealed record Permission(string Verb, string? Group, string Resource, string? Name)
{
    // Enough to become somebody else, to read what others hide, or to run anything anywhere.
    static readonly string[] PowerfulVerbs = ["*", "bind", "escalate", "impersonate"];
    static readonly string[] PowerfulResources =
        ["*", "secrets", "pods/exec", "pods/attach", "nodes/proxy", "serviceaccounts/token", "certificatesigningrequests/approval"];

    /// <summary>Whether it can be used to take over more than it says.</summary>
    public bool IsPowerful => PowerfulVerbs.Contains(Verb) || PowerfulResources.Contains(Resource);

    /// <summary>Whether it is every verb on everything.</summary>
    public bool IsEverything => Verb == "*" && Resource == "*" && Name is null;

    /// <summary>The permissions of a role.</summary>
    public static IEnumerable<Permission> AllOf(DiffObject role)
    {
        foreach (var rule in role.Maps("rules"))
        {
            IReadOnlyList<string?> names = [.. rule.Texts("resourceNames").DefaultIfEmpty(null)];
            foreach (var verb in rule.Texts("verbs"))
            {
                foreach (var group in rule.Texts("apiGroups"))
                    foreach (var resource in rule.Texts("resources"))
                        foreach (var name in names)
                            yield return new(verb, group, resource, name);
                foreach (var path in rule.Texts("nonResourceURLs"))
                    yield return new(verb, null, path, null);
            }
        }
    }

    /// <summary>Whether whoever has this one has <paramref name="other"/> too.</summary>
    public bool Covers(Permission other) =>
        (Verb == "*" || Verb == other.Verb)
        && (Group == other.Group || (Group == "*" && other.Group is not null))
        && (Resource == other.Resource || (Resource == "*" && Group is not null) || IsPrefix(other.Resource))
        && (Name is null || Name == other.Name);

    /// <summary>Permissions in a few words: verbs of one resource together.</summary>
    public static IEnumerable<string> Summary(IEnumerable<Permission> permissions) =>
        from permission in permissions
        group permission.Verb by (permission.Group, permission.Resource, permission.Name) into same
        let resource = string.IsNullOrEmpty(same.Key.Group) || same.Key.Resource == "*" && same.Key.Group == "*" ? same.Key.Resource : $"{same.Key.Resource}.{same.Key.Group}"
        select $"{string.Join(',', same.Distinct())} {resource}{(same.Key.Name is { } name ? $" {name}" : "")}";

    bool IsPrefix(string resource) => Group is null && Resource.EndsWith('*') && resource.StartsWith(Resource[..^1], StringComparison.Ordinal);
}
