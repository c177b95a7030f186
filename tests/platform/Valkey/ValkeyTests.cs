using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Valkey;
using Basecamp.Infra.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Valkey;

public sealed class ValkeyTests
{
    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() => SameUnderEveryDelivery.Holds(platform => Declare(platform, new()), charts: 1, "PrometheusRule", "NetworkPolicy");

    [Fact]
    public async Task It_is_replicated_when_redundant_and_refuses_writes_that_no_replica_has()
    {
        var stack = await Run(new());
        Assert.Equal((true, 2d, 1d), (stack.Value("valkey", "replica.enabled"), stack.Value("valkey", "replica.replicas"), stack.Value("valkey", "replica.minReplicasToWrite")));
        Assert.Null(stack.Value("valkey", "dataStorage"));
        Assert.Equal(["ValkeyDown", "ValkeyEvicting", "ValkeyReplicaMissing"], stack.Alerts("valkey-alerts"));
    }

    [Fact]
    public async Task On_one_node_it_is_one_pod_with_a_disk_and_no_budget_that_would_block_drains()
    {
        var stack = await Run(new(), PlatformProfile.Small);
        Assert.Equal((false, true), (stack.Value("valkey", "replica.enabled"), stack.Value("valkey", "dataStorage.enabled")));
        Assert.Equal(false, stack.Value("valkey", "podDisruptionBudget.enabled"));
        Assert.Equal(["ValkeyDown", "ValkeyEvicting"], stack.Alerts("valkey-alerts"));
    }

    [Fact]
    public async Task Nobody_comes_in_without_the_generated_password()
    {
        var stack = await Run(new());
        Assert.Equal((true, "valkey-users", "default"), (
            stack.Value("valkey", "auth.enabled"), stack.Value("valkey", "auth.usersExistingSecret"), stack.Value("valkey", "auth.aclUsers.default.passwordKey")));
        var users = stack.Single("kubernetes:core/v1:Secret", "valkey-users");
        Assert.True(users.IsSecret("stringData"));
        Assert.Equal("cluster", users.Provider?.Name);
    }

    [Fact]
    public async Task Only_listed_clients_and_prometheus_reach_it()
    {
        var stack = await Run(new() { AllowFrom = [new() { Namespace = "shop", Labels = new Dictionary<string, string> { ["app"] = "web" } }] });
        Assert.Equal(
            [
                "allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 9121", "allow-same-namespace-ingress: valkey-core",
                "shop-to-valkey: {app.kubernetes.io/name=valkey} shop{app=web} 6379",
            ],
            stack.Ingress("valkey-core"));
        Assert.Equal(["allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 9121", "allow-same-namespace-ingress: valkey-core"], (await Run(new())).Ingress("valkey-core"));
    }

    [Fact]
    public async Task It_stays_within_its_memory()
    {
        var stack = await Run(new() { MemoryMiB = 512 });
        Assert.Equal("maxmemory 512mb\nmaxmemory-policy allkeys-lru\n", stack.Value("valkey", "valkeyConfig"));
        Assert.Equal("1024Mi", stack.Value("valkey", "resources.limits.memory"));
    }

    [Theory]
    [InlineData(8, 2, "basecamp:platform.valkey.memoryMiB: is 8, but Valkey itself needs about 10 MiB. Give it at least 16.")]
    [InlineData(256, 0, "basecamp:platform.valkey.storageGiB: is 0, but a disk has at least 1 GiB.")]
    [InlineData(2048, 2, "basecamp:platform.valkey.storageGiB: is 2, but a dump and the one that replaces it need twice `memoryMiB` (2048 MiB). Give it at least 4.")]
    [InlineData(256, 2, null)]
    public void Sizes_that_cannot_work_are_refused(int memory, int storage, string? problem) => Assert.Equal(
        problem is null ? [] : new[] { problem },
        PlatformRules.Validate(
            new() { Valkey = new() { MemoryMiB = memory, StorageGiB = storage } }, PlatformRun.Ha, DeliveryEngine.Pulumi, PlatformConfiguration.RootPath)
            .Select(each => each.ToString()));

    static Task<RecordedStack> Run(ValkeySpec spec, PlatformProfile profile = PlatformProfile.Ha) => PlatformRun.Of(platform => Declare(platform, spec), profile: profile);

    static void Declare(PlatformContext platform, ValkeySpec spec) => _ = new Components.Valkey.Valkey("valkey", new() { Platform = platform, Spec = spec });
}
