using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Topology;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Handover;
using Pulumi;

namespace Basecamp.Infra;

/// <summary>A stack's config, read in one place. The only code that knows config keys.</summary>
public sealed record StackSettings
{
    /// <summary>The machines and the cluster on them; null when another stack owns them.</summary>
    public HomelabTopology? Homelab { get; private init; }

    /// <summary>The text that <see cref="Homelab"/> was read from. Holds its secrets.</summary>
    public string? HomelabJson { get; private init; }

    /// <summary>The stack that owns the machines; null when this one does.</summary>
    public string? HomelabStack { get; private init; }

    /// <summary>What the cluster offers to apps; null when this stack does not own the platform.</summary>
    public PlatformSettings? Platform { get; private init; }

    /// <summary>The stack that owns the platform; null when this one does, or there are no apps.</summary>
    public string? PlatformStack { get; private init; }

    /// <summary>What runs on the platform; null when this stack does not own the apps.</summary>
    public AppsSettings? Apps { get; private init; }

    /// <summary>Who applies the platform and the apps.</summary>
    public DeliveryEngine Delivery { get; private init; }

    /// <summary>Who applies them next, when they are being handed over; null otherwise.</summary>
    public DeliveryEngine? Handover { get; private init; }

    /// <summary>Reads everything and validates what needs no other stack, before a resource is registered.</summary>
    /// <exception cref="InvalidConfigurationException">Says everything that is wrong, at once.</exception>
    public static StackSettings Read(Config config)
    {
        var problems = new List<Problem>();
        var texts = StackTiers.All.ToDictionary(tier => tier, config.Get, StringComparer.Ordinal);
        var tiers = StackTiers.Read(config.Get("tiers"), [.. StackTiers.All.Where(tier => texts[tier] is not null)], problems);
        var settings = new StackSettings
        {
            PlatformStack = config.Get("platformStack"),
            // Whoever knows the platform usually knows the machines below it.
            HomelabStack = config.Get("homelabStack") ?? config.Get("platformStack"),
            Delivery = DeliverySettings.Read(config.Get("delivery"), problems),
        };
        settings = settings with { Handover = DeliverySettings.ReadHandover(config.Get("handover"), settings.Delivery, problems) };

        if (tiers.Contains("platform"))
            settings = settings with { Platform = PlatformOf(texts["platform"], problems) };
        if (tiers.Contains("apps"))
            settings = settings with { Apps = AppsOf(texts["apps"], problems) };
        if (settings is { Apps: not null, Platform: null, PlatformStack: null } && !tiers.Contains("platform"))
            problems.Add(new(AppsConfiguration.RootPath, MissingPlatformStack));
        if (tiers.Contains("homelab") || (problems.Count == 0 && settings.HomelabStack is null))
            settings = settings with { Homelab = HomelabOf(texts["homelab"], problems), HomelabJson = texts["homelab"] };
        if (settings is { Homelab: { } homelab, Platform: { } platform })
            problems.AddRange(PlatformValidation.Validate(platform, ClusterFacts.For(homelab), settings.Delivery, PlatformConfiguration.RootPath));
        if (settings is { Homelab: { } machines, Platform: { } services, Apps: { } apps })
            problems.AddRange(AppsValidation.Validate(apps, PlatformFacts.For(services, ClusterFacts.For(machines), settings.Delivery), AppsConfiguration.RootPath));
        return problems.Count == 0 ? settings : throw new InvalidConfigurationException(problems);
    }

    static HomelabTopology? HomelabOf(string? json, List<Problem> problems)
    {
        if (json is null)
        {
            problems.Add(new(HomelabConfiguration.DefaultRootPath, MissingHomelab));
            return null;
        }
        if (!HomelabConfiguration.TryParse(json, out var homelab, out var findings))
            problems.AddRange(findings);
        return homelab;
    }

    static PlatformSettings? PlatformOf(string? json, List<Problem> problems)
    {
        if (json is null)
        {
            problems.Add(new(PlatformConfiguration.RootPath, MissingPlatform));
            return null;
        }
        if (!PlatformConfiguration.TryParse(json, out var platform, out var findings))
            problems.AddRange(findings);
        return platform;
    }

    static AppsSettings? AppsOf(string? json, List<Problem> problems)
    {
        if (json is null)
        {
            problems.Add(new(AppsConfiguration.RootPath, MissingApps));
            return null;
        }
        if (!AppsConfiguration.TryParse(json, out var apps, out var findings))
            problems.AddRange(findings);
        return apps;
    }

    const string MissingHomelab =
        "is missing. It describes the machines and the cluster: start from Pulumi.lab.yaml, every option is in docs/homelab/configuration.md. "
        + "If another stack owns them, name it in `basecamp:homelabStack` and list this stack's tiers in `basecamp:tiers`.";

    const string MissingApps =
        "is missing, but `basecamp:tiers` lists it. It says what runs on the platform: start from Pulumi.ha.yaml, every option is in "
        + "docs/apps/configuration.md.";

    const string MissingPlatformStack =
        "is set, but this stack has no platform for it. Add `basecamp:platform`, or name the stack that owns it in `basecamp:platformStack`.";

    const string MissingPlatform =
        "is missing, but `basecamp:tiers` lists it. It says what the cluster offers to apps: start from Pulumi.ha.yaml, every option is in "
        + "docs/platform/configuration.md.";
}
