using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Components.WebApps;

namespace Basecamp.Infra.Apps;

/// <summary>Services, each for itself.</summary>
static class ServiceRules
{
    public static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        var around = new WebAppSurroundings(platform.Http is not null, platform.Keda, platform.Rollouts && platform.Monitoring, new Sizing(platform.Profile).Replicas, platform.Http?.Domain)
        {
            Monitors = platform.Monitoring,
            MeasuresPods = platform.MeasuresPods,
        };
        foreach (var (name, spec) in settings.Services)
            WebAppRules.Check(settings.NameOf(name), spec, around, problems.At("services").At(ConfigurationNames.EntryPath(name)));
        PodLimitRules.Check(settings, platform, around.Replicas, problems);
    }
}
