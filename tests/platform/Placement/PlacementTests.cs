using Basecamp.Components.Placement;
using Basecamp.Components.Priorities;
using Basecamp.Components.Workloads;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Placement;

public sealed class PlacementTests
{
    [Fact]
    public async Task Four_classes_rank_pods_and_apps_is_what_states_none()
    {
        var stack = await Run();
        Assert.Equal(
            ["basecamp-app 1000 default", "basecamp-batch -1000", "basecamp-core 500000", "basecamp-system 1000000"],
            stack.Names("PriorityClass").Select(name =>
                $"{name} {stack.Field("PriorityClass", name, "value")}{(Equals(stack.Field("PriorityClass", name, "globalDefault"), true) ? " default" : "")}"));
        Assert.Equal("Never", stack.Field("PriorityClass", "basecamp-batch", "preemptionPolicy"));
        Assert.Equal("PreemptLowerPriority", stack.Field("PriorityClass", "basecamp-app", "preemptionPolicy"));
        Assert.Empty(stack.Unpublished());
    }

    [Fact]
    public async Task Classes_are_there_before_anything_that_names_one_and_in_no_file()
    {
        var tier = await PlatformRun.OfTier(new() { Certificates = new() });
        var before = tier.Single("kubernetes:helm.sh/v3:Release", "cert-manager").AllDependencies();
        Assert.Contains(tier.Object("PriorityClass", "basecamp-system"), before);
        Assert.Equal("basecamp-system", tier.Value("cert-manager", "global.priorityClassName"));
        var argo = await PlatformRun.Of(platform => _ = new PriorityClasses("priorities", new() { Platform = platform }), Components.Delivery.DeliveryEngine.Argocd);
        Assert.Equal("cluster", argo.Object("PriorityClass", "basecamp-core").Provider!.Name);
    }

    [Fact]
    public void Spread_is_over_machines_then_zones_and_never_a_condition()
    {
        var spread = Place.Spread(Workload.Named("web")).Select(each => each.ToMap()).ToList();
        Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], spread.Select(each => each["topologyKey"]));
        Assert.All(spread, each => Assert.Equal("ScheduleAnyway", each["whenUnsatisfiable"]));
    }

    static Task<RecordedStack> Run() => PlatformRun.Of(platform => _ = new PriorityClasses("priorities", new() { Platform = platform }));
}
