using System.Collections.Immutable;

namespace Basecamp.Manifests.Access;

/// <summary>Who asks the API server: a name and groups, as authentication found them.</summary>
/// <param name="Name">User name.</param>
/// <param name="Groups">Groups, those that Kubernetes adds included.</param>
public sealed record Identity(string Name, ImmutableArray<string> Groups)
{
    const string Authenticated = "system:authenticated";

    /// <summary>A person.</summary>
    /// <param name="name">Name.</param>
    /// <param name="groups">Groups of the person.</param>
    public static Identity User(string name, params ReadOnlySpan<string> groups) => new(name, [.. groups, Authenticated]);

    /// <summary>A service account, which pods act as.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    public static Identity ServiceAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}", Authenticated]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
