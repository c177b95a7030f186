using Basecamp.Components.Delivery;

namespace Basecamp.Platform.Tests.Postgres;

/// <summary>What <c>pulumi destroy</c> leaves of a database: everything that it needs to serve and to be restored from, and nothing else.</summary>
public sealed class KeptDatabaseTests
{
    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    public async Task A_database_outlives_its_stack_whole(DeliveryEngine engine)
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full), engine);
        var kept = stack.Resources
            .Where(resource => resource.OutlivesStack && (resource.Input("metadata.namespace") as string ?? resource.Input("metadata.name") as string) == "postgres-core")
            .Select(resource => $"{resource.Input("kind")} {resource.Input("metadata.name")}")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(Expected, kept);
    }

    [Fact]
    public async Task What_is_not_in_its_namespace_goes_with_the_stack()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full));
        var gone = stack.Resources.Where(resource => resource.Input("metadata.namespace") is string ns && ns != "postgres-core").ToList();

        Assert.NotEmpty(gone);
        Assert.DoesNotContain(gone, resource => resource.OutlivesStack);
    }

    [Fact]
    public async Task A_rule_that_leaves_the_program_is_deleted_although_its_namespace_stays()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full));
        // Only an object with this option of its own would stay when it alone is removed; the others go unless the namespace goes too.
        Assert.Equal(
            ["Cluster", "Database", "Namespace", "ObjectStore"],
            stack.Resources.Where(resource => resource.Options.RetainOnDelete).Select(resource => (string)resource.Input("kind")!).Distinct().Order());
    }

    static readonly string[] Expected =
    [
        "CiliumNetworkPolicy postgres-api-server",
        "CiliumNetworkPolicy postgres-pooler-api-server",
        "Cluster postgres",
        "Database postgres-shop-floor",
        "Database postgres-triage",
        "LimitRange defaults",
        "Namespace postgres-core",
        "NetworkPolicy allow-dns",
        "NetworkPolicy cnpg-to-postgres",
        "NetworkPolicy default-deny",
        "NetworkPolicy postgres-from-shop-0",
        "NetworkPolicy postgres-from-shop-0-pooler",
        "NetworkPolicy postgres-metrics",
        "NetworkPolicy postgres-pooler-in",
        "NetworkPolicy postgres-pooler-metrics",
        "NetworkPolicy postgres-pooler-out",
        "NetworkPolicy postgres-replication-in",
        "NetworkPolicy postgres-replication-out",
        "NetworkPolicy postgres-to-object-store",
        "ObjectStore postgres-archive",
        "Pooler postgres-pooler",
        "ResourceQuota quota",
        "ScheduledBackup postgres-backup",
        "Secret postgres-archive-credentials",
        "Secret postgres-role-reports",
        "Secret postgres-role-shop",
        "Secret postgres-role-triage",
    ];
}
