namespace Basecamp.Components.Tenants;

/// <summary>People, as the cluster's authentication names them: a certificate's common name and organizations, or claims of OIDC.</summary>
public sealed record TenantSubjectsSpec
{
    /// <summary>Names of users. Default none.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Names of groups. Default none.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    internal bool IsEmpty => Users.Count + Groups.Count == 0;
}
