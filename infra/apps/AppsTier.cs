using Basecamp.Components.Platform;
using Basecamp.Components.Tenants;
using Basecamp.Components.WebApps;
using Basecamp.Infra.Platform;
using Basecamp.Triage.Chart;
using Pulumi;

namespace Basecamp.Infra.Apps;

/// <summary>Tier 3: from services an app can ask for to apps.</summary>
public sealed class AppsTier : ComponentResource
{
    /// <summary>Directory of its units in the repository, below the stack's.</summary>
    public const string Root = "apps";

    /// <summary>Deploys what the settings ask for.</summary>
    public AppsTier(string name, AppsTierArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:AppsTier", name, args, options)
    {
        var (settings, child) = (args.Settings, new ComponentResourceOptions { Parent = this });
        var platform = args.Services.ContextFor(this, args.Stack, Root);
        if (args.Services.IsElsewhere)
            AppsRoot.Register(platform.Delivery, this);
        if (settings.Triage is { } triage)
            _ = new TriageChart(settings.NameOf("triage"), TriageIn(settings, triage, platform, args.Services), child);
        foreach (var (app, spec) in settings.Services.OrderBy(service => service.Key, StringComparer.Ordinal))
            _ = new WebApp(settings.NameOf(app), new() { Platform = platform, Spec = AppHosts.In(settings, spec), After = args.Services.Ready }, child);
        HelmApps.Deploy(settings, platform, args.Services, child);
        foreach (var (tenant, spec) in settings.Tenants.OrderBy(tenant => tenant.Key, StringComparer.Ordinal))
            _ = new Tenant(settings.NameOf(tenant), new() { Platform = platform, Spec = TenantClaims.In(settings, spec), After = args.Services.Ready }, child);
        RegisterOutputs();
    }

    static TriageArgs TriageIn(AppsSettings settings, TriageSpec triage, PlatformContext platform, PlatformServices services) => new()
    {
        Platform = platform,
        Spec = triage with { Host = AppHosts.In(settings, triage.Host) },
        OnCall = ProjectDirectory.TextOf(triage.OnCall) ?? throw new FileNotFoundException($"The on-call document {triage.OnCall} is gone.", triage.OnCall),
        AlertmanagerToken = services.TriageToken,
        Store = services.Backups,
        StorageClass = services.Facts.Classes.Database,
        After = services.Ready,
    };
}

/// <summary>Arguments of <see cref="AppsTier"/>.</summary>
public sealed class AppsTierArgs : ResourceArgs
{
    /// <summary>What the platform offers. Required.</summary>
    public required PlatformServices Services { get; init; }

    /// <summary>Valid settings. Required.</summary>
    public required AppsSettings Settings { get; init; }

    /// <summary>Name of the stack. Required.</summary>
    public required string Stack { get; init; }
}
