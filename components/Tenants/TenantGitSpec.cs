using Basecamp.Components.Configuration;

namespace Basecamp.Components.Tenants;

/// <summary>A repository with a tenant's objects. What is in it can do to the cluster what the tenant's members can, and no more.</summary>
public sealed record TenantGitSpec
{
    /// <summary>Address, <c>https://…</c>. Required.</summary>
    public required string Url { get; init; }

    /// <summary>Branch. Default <c>main</c>.</summary>
    public string Revision { get; init; } = "main";

    /// <summary>Directory with the objects; those that name no namespace go to the tenant's first. Default <c>.</c>, the whole repository.</summary>
    public string Path { get; init; } = ".";

    /// <summary>User for a private repository. Default null: it is public.</summary>
    public string? Username { get; init; }

    /// <summary>Password or token of that user. Default null.</summary>
    public Secret? Password { get; init; }
}
