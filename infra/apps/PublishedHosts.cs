using Basecamp.Components.Platform;

namespace Basecamp.Infra.Apps;

/// <summary>Hosts and paths that are published, each with whose it is. A short host and its full name are one.</summary>
sealed class PublishedHosts
{
    readonly AppsSettings settings;
    readonly PlatformFacts platform;
    readonly Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of the platform and of triage.</summary>
    public PublishedHosts(AppsSettings settings, PlatformFacts platform)
    {
        (this.settings, this.platform) = (settings, platform);
        if (settings.Triage?.Host is { } triage)
            Claim(triage, "/", "triage");
    }

    /// <summary>Takes a host and path; null when they were free, else who has them.</summary>
    /// <param name="host">Host as the settings write it.</param>
    /// <param name="path">Path prefix.</param>
    /// <param name="owner">Who asks.</param>
    public string? Claim(string host, string path, string owner)
    {
        var full = AppHosts.In(settings, host)!;
        full = platform.Http?.NameOf(full) ?? full;
        // A page of the platform answers on its whole host.
        if (platform.Hosts.GetValueOrDefault(full) is { } page)
            return page;
        return owners.TryAdd($"{full}{path}", owner) ? null : owners[$"{full}{path}"];
    }

    /// <summary>Takes those of services.</summary>
    public PublishedHosts WithServices()
    {
        foreach (var (name, service) in settings.Services)
        {
            if (service.Host is { } host)
                Claim(host, service.Path, name);
        }
        return this;
    }

    /// <summary>Takes those of services and charts.</summary>
    public PublishedHosts WithApps()
    {
        WithServices();
        foreach (var (name, chart) in settings.Charts)
        {
            if (chart.Publish is { } publish)
                Claim(publish.Host, publish.Path, name);
        }
        return this;
    }
}
