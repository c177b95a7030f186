using Basecamp.Components.HelmApps;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;
using Pulumi;

namespace Basecamp.Infra.Apps;

/// <summary>Hands apps out of charts what they ask for of the platform.</summary>
static class HelmApps
{
    public static void Deploy(AppsSettings settings, PlatformContext platform, PlatformServices services, ComponentResourceOptions child)
    {
        foreach (var (name, spec) in settings.Charts.OrderBy(chart => chart.Key, StringComparer.Ordinal))
            _ = new HelmApp(
                settings.NameOf(name),
                new()
                {
                    Platform = platform,
                    Spec = spec with { Publish = spec.Publish is { } publish ? publish with { Host = AppHosts.In(settings, publish.Host)! } : null },
                    Database = spec.Database is { } database ? DatabaseOf(database, services) : null,
                    Cache = services.Valkey,
                    HasSnapshots = services.Facts.Snapshots,
                    After = services.Ready,
                },
                child);
    }

    /// <summary>The cluster that a database is in: the named one, or the only one.</summary>
    public static string ClusterOf(HelmAppDatabaseSpec database, PlatformFacts platform) => database.Cluster ?? platform.PostgresDatabases.Keys.Single();

    static HelmAppDatabase DatabaseOf(HelmAppDatabaseSpec database, PlatformServices services)
    {
        var cluster = ClusterOf(database, services.Facts);
        return new(
            services.Postgres[cluster], database.Name,
            database.Role ?? services.Facts.PostgresDatabases[cluster].Single(each => each.Name == database.Name).Owner);
    }
}
