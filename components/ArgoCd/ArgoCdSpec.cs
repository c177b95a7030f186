using Basecamp.Components.Configuration;

namespace Basecamp.Components.ArgoCd;

/// <summary>Options of Argo CD: the value of <c>basecamp:platform.argocd</c>. Argo CD is installed when <c>basecamp:delivery</c> is <c>argocd</c>; otherwise this has no effect.</summary>
public sealed record ArgoCdSpec
{
    /// <summary>Whether the built-in user <c>admin</c> may sign in. Default true; switch it off once single sign-on works.</summary>
    public bool Admin { get; init; } = true;

    /// <summary>Single sign-on. Default null: none.</summary>
    public OidcSpec? Oidc { get; init; }

    /// <summary>CIDRs of git and chart servers in private networks. Default: none, everything is on the internet.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}

/// <summary>Single sign-on with OpenID Connect.</summary>
public sealed record OidcSpec
{
    /// <summary>Address of the identity provider, https. Required.</summary>
    public required string Issuer { get; init; }

    /// <summary>Client at the provider. Required.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client's secret. Required.</summary>
    public required Secret ClientSecret { get; init; }

    /// <summary>Group whose members may do everything; everybody else who signs in may only look. Required.</summary>
    public required string AdminGroup { get; init; }
}
