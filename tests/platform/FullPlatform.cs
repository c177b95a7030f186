using Basecamp.Components.Platform;
using Basecamp.Components.Topology;

namespace Basecamp.Platform.Tests;

/// <summary>Settings with every section on: what rules, manifests and policies are looked at as a whole with.</summary>
static class FullPlatform
{
    /// <summary>The settings; a test asserts that no section is missing.</summary>
    public static PlatformSettings Settings { get; } = new()
    {
        Profile = PlatformProfile.Ha,
        Domain = "example.org",
        Git = PlatformRun.Git,
        Argocd = new() { Oidc = new() { Issuer = "https://id.example.org", ClientId = "argocd", ClientSecret = new("the-oidc-secret"), AdminGroup = "admins" } },
        Flux = new(),
        Certificates = new() { AcmeEmail = "admin@example.org" },
        Monitoring = new()
        {
            Alerts = new()
            {
                Triage = new() { Token = new("the-triage-token") },
                Critical = new() { Webhook = new("https://push.example.org/the-critical-topic") },
                Watchdog = new Secret("https://hc.example.org/ping/the-watchdog-uuid"),
            },
        },
    };
}
