using Basecamp.Components.Platform;

namespace Basecamp.Infra.Apps;

/// <summary>Namespaces of apps, each with whose it is.</summary>
static class TakenNames
{
    /// <summary>Those of all apps, and the platform's own list.</summary>
    public static Dictionary<string, string> Of(AppsSettings settings, PlatformFacts platform)
    {
        var namespaces = OfServices(settings, platform);
        foreach (var (name, chart) in settings.Charts)
            namespaces.TryAdd(chart.Namespace ?? settings.NameOf(name), name);
        return namespaces;
    }

    /// <summary>Those of triage and services, and the platform's own list.</summary>
    public static Dictionary<string, string> OfServices(AppsSettings settings, PlatformFacts platform)
    {
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ns in platform.Namespaces)
            namespaces[ns] = "basecamp:platform.namespaces";
        if (settings.Triage is not null)
            namespaces[settings.NameOf("triage")] = "triage";
        foreach (var (name, service) in settings.Services)
            namespaces.TryAdd(service.Namespace ?? settings.NameOf(name), name);
        return namespaces;
    }
}
