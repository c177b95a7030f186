using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Handover;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
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

    /// <summary>Why the loss of something that no copy holds is accepted, by its id.</summary>
    public IReadOnlyDictionary<string, string> AcceptedLosses { get; private init; } = new Dictionary<string, string>();

    /// <summary>Reads everything and validates what needs no other stack, before a resource is registered.</summary>
    /// <param name="config">The config.</param>
    /// <param name="keys">Which keys it has; null where nobody can list them: then keys that nothing reads and plain secrets are not looked for.</param>
    /// <exception cref="InvalidConfigurationException">Says everything that is wrong, at once.</exception>
    public static StackSettings Read(Config config, ConfigKeys? keys = null) => Read(config.Get, keys);

    /// <summary>Like <see cref="Read(Config, ConfigKeys?)"/>, from any source.</summary>
    /// <param name="value">The value of a key that is named without its namespace; null when it is not set.</param>
    /// <param name="keys">Which keys there are; null where nobody can list them.</param>
    /// <exception cref="InvalidConfigurationException">Says everything that is wrong, at once.</exception>
    public static StackSettings Read(Func<string, string?> value, ConfigKeys? keys)
    {
        var problems = new List<Problem>();
        var meant = keys is null ? [] : ConfigKeyRules.Check(keys, problems);
        var texts = StackTiers.All.ToDictionary(tier => tier, value, StringComparer.Ordinal);
        var tiers = StackTiers.Read(value("tiers"), [.. StackTiers.All.Where(tier => texts[tier] is not null)], problems);
        var settings = new StackSettings
        {
            PlatformStack = value("platformStack"),
            // Whoever knows the platform usually knows the machines below it.
            HomelabStack = value("homelabStack") ?? value("platformStack"),
            Delivery = DeliverySettings.Read(value("delivery"), problems),
            AcceptedLosses = Infra.AcceptedLosses.Read(value("acceptedLosses"), problems),
        };
        settings = settings with { Handover = DeliverySettings.ReadHandover(value("handover"), settings.Delivery, problems) };

        var ownsHomelab = tiers.Contains("homelab") || (settings.HomelabStack is null && (problems.Count == 0 || tiers.Count > 0));
        if (ownsHomelab && !meant.Contains(HomelabConfiguration.DefaultRootPath))
            settings = settings with { Homelab = HomelabOf(texts["homelab"], problems), HomelabJson = texts["homelab"] };
        if (tiers.Contains("platform") && !meant.Contains(PlatformConfiguration.RootPath))
            settings = settings with { Platform = PlatformOf(texts["platform"], problems) };
        if (tiers.Contains("apps") && !meant.Contains(AppsConfiguration.RootPath))
            settings = settings with { Apps = AppsOf(texts["apps"], problems) };
        if (settings is { Apps: not null, Platform: null, PlatformStack: null } && !tiers.Contains("platform") && !meant.Contains(PlatformConfiguration.RootPath))
            problems.Add(new(AppsConfiguration.RootPath, MissingPlatformStack));
        if (keys is not null)
            settings.CheckSecrets(texts, keys, problems);
        if (settings is { Homelab: { } homelab, Platform: { } platform })
            problems.AddRange(PlatformRules.Validate(platform, HomelabExports.FactsOf(homelab), settings.Delivery, PlatformConfiguration.RootPath));
        if (settings is { Homelab: { } machines, Platform: { } services, Apps: { } apps })
            problems.AddRange(AppsValidation.Validate(apps, PlatformExports.FactsOf(services, HomelabExports.FactsOf(machines), settings.Delivery), AppsConfiguration.RootPath));
        return problems.Count == 0 ? settings : throw new InvalidConfigurationException(problems);
    }

    void CheckSecrets(Dictionary<string, string?> texts, ConfigKeys keys, List<Problem> problems)
    {
        PlainSecretRules.Check(HomelabConfiguration.DefaultRootPath, texts["homelab"], Homelab, keys, problems);
        PlainSecretRules.Check(PlatformConfiguration.RootPath, texts["platform"], Platform, keys, problems);
        PlainSecretRules.Check(AppsConfiguration.RootPath, texts["apps"], Apps, keys, problems);
    }

    static HomelabTopology? HomelabOf(string? json, List<Problem> problems) => json is null
        ? Missing<HomelabTopology>(HomelabConfiguration.DefaultRootPath, MissingHomelab, problems)
        : Collect(HomelabConfiguration.Read(json), problems);

    static PlatformSettings? PlatformOf(string? json, List<Problem> problems) => json is null
        ? Missing<PlatformSettings>(PlatformConfiguration.RootPath, MissingPlatform, problems)
        : Collect(SettingsReader.Read<PlatformSettings>(json, PlatformConfiguration.RootPath), problems);

    static AppsSettings? AppsOf(string? json, List<Problem> problems) => json is null
        ? Missing<AppsSettings>(AppsConfiguration.RootPath, MissingApps, problems)
        : Collect(SettingsReader.Read<AppsSettings>(json, AppsConfiguration.RootPath), problems);

    static T? Collect<T>((T? Settings, IReadOnlyList<Problem> Problems) read, List<Problem> problems) where T : class
    {
        problems.AddRange(read.Problems);
        return read.Settings;
    }

    static T? Missing<T>(string path, string message, List<Problem> problems) where T : class
    {
        problems.Add(new(path, message));
        return null;
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
