using Basecamp.Components.WebApps;

namespace Basecamp.Infra.Apps;

/// <summary>Hosts of apps in an environment: a short one ends with its name, a full one says everything itself.</summary>
static class AppHosts
{
    public static WebAppSpec In(AppsSettings settings, WebAppSpec spec) => spec with { Host = In(settings, spec.Host) };

    // One label, because a wildcard certificate is for one.
    public static string? In(AppsSettings settings, string? host) => host is null || host.Contains('.', StringComparison.Ordinal) ? host : settings.NameOf(host);
}
