using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;

namespace Basecamp.Platform.Tests.Postgres;

/// <summary>PostgreSQL clusters that tests start from.</summary>
static class GivenPostgres
{
    public static PostgresClusterSpec Plain => new() { Databases = [new() { Name = "triage" }] };

    public static PostgresClusterSpec Full => new()
    {
        Generation = 2,
        Databases = [new() { Name = "triage", Extensions = ["pg_trgm"] }, new() { Name = "shop_floor", Owner = "shop" }],
        Roles = [new() { Name = "reports", MemberOf = ["pg_read_all_data"] }],
        Pooler = new(),
        Recovery = new() { FromGeneration = 1, TargetTime = "2026-03-01T08:30:00Z" },
        AllowFrom = [new() { Namespace = "shop", Labels = new Dictionary<string, string> { ["app"] = "web" } }],
    };

    /// <summary>The operator and a cluster with everything.</summary>
    public static void Everything(PlatformContext platform)
    {
        var cnpg = new CloudNativePg("cnpg", new() { Platform = platform });
        _ = new PostgresCluster("postgres", new() { Platform = platform, Spec = Full, Store = GivenStores.Nas(), StorageClass = "local-path", After = [cnpg] });
    }

    public static Action<PlatformContext> Cluster(PostgresClusterSpec spec) => platform =>
        _ = new PostgresCluster("postgres", new() { Platform = platform, Spec = spec, Store = GivenStores.Nas() });
}
