using Basecamp.Components.Platform;

namespace Basecamp.Infra.Apps;

/// <summary>Namespaces and hosts of apps, each with whose it is.</summary>
static class TakenNames
{
    /// <summary>Those of all apps, and the platform's own list.</summary>
    public static (Dictionary<string, string> Namespaces, Dictionary<string, string> Published) Of(AppsSettings settings, PlatformFacts platform)
    {
        var (namespaces, published) = OfServices(settings, platform);
        foreach (var (name, chart) in settings.Charts)
        {
            namespaces.TryAdd(chart.Namespace ?? settings.NameOf(name), name);
            if (chart.Publish is { } publish)
                published.TryAdd($"{publish.Host}{publish.Path}", name);
        }
        return (namespaces, published);
    }

    /// <summary>Those of triage and services, and the platform's own list.</summary>
    public static (Dictionary<string, string> Namespaces, Dictionary<string, string> Published) OfServices(AppsSettings settings, PlatformFacts platform)
    {
        var (namespaces, published) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var ns in platform.Namespaces)
            namespaces[ns] = "basecamp:platform.namespaces";
        if (settings.Triage is { } triage)
        {
            namespaces[settings.NameOf("triage")] = "triage";
            published[$"{triage.Host}/"] = "triage";
        }
        foreach (var (name, service) in settings.Services)
        {
            namespaces.TryAdd(service.Namespace ?? settings.NameOf(name), name);
            if (service.Host is { } host)
                published.TryAdd($"{host}{service.Path}", name);
        }
        return (namespaces, published);
    }
}
