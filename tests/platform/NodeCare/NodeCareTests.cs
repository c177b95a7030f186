using Basecamp.Components.NodeCare;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.NodeCare;

/// <summary>Proves what is asked of the charts and the Plans, not that a machine reboots.</summary>
public sealed class NodeCareTests
{
    static readonly MaintenanceWindow Sundays = new() { Days = [Weekday.Sunday], Start = "01:00", End = "04:30", TimeZone = "Europe/Berlin" };

    [Fact]
    public async Task Reboots_are_the_same_whoever_delivers() => await SameUnderEveryDelivery.Holds(Reboots, charts: 1);

    [Fact]
    public async Task Upgrades_are_the_same_whoever_delivers() => await SameUnderEveryDelivery.Holds(Upgrades, charts: 0);

    [Fact]
    public async Task Rebalancing_is_the_same_whoever_delivers() => await SameUnderEveryDelivery.Holds(Rebalance, charts: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_they_write_exists_in_the_pinned_versions(bool monitoring)
    {
        foreach (var declare in new Action<PlatformContext>[] { Reboots, Upgrades, Rebalance })
            Assert.Empty((await PlatformRun.Of(declare, monitoring: monitoring)).Unpublished());
    }

    [Fact]
    public async Task Machines_reboot_one_at_a_time_in_the_window_and_never_over_a_disruption_budget()
    {
        var stack = await PlatformRun.Of(Reboots);
        Assert.Equal(["su"], Found.Texts(stack.Value("kured", "configuration.rebootDays")));
        Assert.Equal("01:00", stack.Value("kured", "configuration.startTime"));
        Assert.Equal("04:30", stack.Value("kured", "configuration.endTime"));
        Assert.Equal("Europe/Berlin", stack.Value("kured", "configuration.timeZone"));
        Assert.Equal(1.0, stack.Value("kured", "configuration.concurrency"));
        Assert.Equal(false, stack.Value("kured", "configuration.forceReboot"));
        Assert.Equal("15m", stack.Value("kured", "configuration.drainTimeout"));
        // Text: the program does not take the chart's own number.
        Assert.Equal("1h", stack.Value("kured", "configuration.lockTtl"));
    }

    [Fact]
    public async Task Reboots_wait_for_alerts_where_somebody_evaluates_them()
    {
        var stack = await PlatformRun.Of(Reboots);
        Assert.Equal("http://kube-prometheus-stack-prometheus.monitoring-system.svc:9090", stack.Value("kured", "configuration.prometheusUrl"));
        Assert.Equal(true, stack.Value("kured", "configuration.alertFiringOnly"));
        Assert.Equal(["kured-to-prometheus", "kured-to-prometheus"], stack.Names("NetworkPolicy").Where(name => name.Contains("prometheus", StringComparison.Ordinal)));
        var without = await PlatformRun.Of(Reboots, monitoring: false);
        Assert.Null(without.Value("kured", "configuration.prometheusUrl"));
        Assert.DoesNotContain("kured-to-prometheus", without.Names("NetworkPolicy"));
        var deaf = await PlatformRun.Of(platform => _ = new Reboots("kured", new() { Platform = platform, Reboots = new() { WaitForAlerts = false } }));
        Assert.Null(deaf.Value("kured", "configuration.prometheusUrl"));
    }

    [Fact]
    public async Task Plans_have_the_declared_version_and_no_channel()
    {
        var stack = await PlatformRun.Of(Upgrades);
        Assert.Equal(["k3s-agents", "k3s-servers"], stack.Names("Plan"));
        foreach (var plan in stack.Names("Plan"))
        {
            Assert.Equal(PlatformRun.Ha.K3sVersion, stack.Field("Plan", plan, "spec.version"));
            Assert.Null(stack.Field("Plan", plan, "spec.channel"));
            Assert.Equal(1.0, stack.Field("Plan", plan, "spec.concurrency"));
            Assert.Equal(1800.0, stack.Field("Plan", plan, "spec.jobActiveDeadlineSecs"));
            Assert.Equal(["sunday"], Found.Texts(stack.Field("Plan", plan, "spec.window.days")));
        }
    }

    [Fact]
    public async Task Agents_wait_for_servers_and_are_drained_within_their_budgets()
    {
        var stack = await PlatformRun.Of(Upgrades);
        Assert.Equal(["prepare", "k3s-servers"], Found.Texts(stack.Field("Plan", "k3s-agents", "spec.prepare.args")));
        Assert.Equal(false, stack.Field("Plan", "k3s-agents", "spec.drain.disableEviction"));
        Assert.Equal(false, stack.Field("Plan", "k3s-agents", "spec.drain.force"));
        Assert.Equal("10m", stack.Field("Plan", "k3s-agents", "spec.drain.timeout"));
        Assert.Null(stack.Field("Plan", "k3s-servers", "spec.drain"));
        Assert.Equal(true, stack.Field("Plan", "k3s-servers", "spec.cordon"));
        var single = await PlatformRun.Of(Upgrades, cluster: PlatformRun.Single);
        Assert.Equal(["k3s-servers"], single.Names("Plan"));
    }

    [Fact]
    public async Task The_controller_itself_is_not_root_and_runs_the_pinned_image()
    {
        var controller = (await PlatformRun.Of(Upgrades)).Object("Deployment", "system-upgrade-controller");
        Assert.Equal("rancher/system-upgrade-controller:v0.20.1", controller.Input("spec.template.spec.containers[0].image"));
        Assert.Equal(true, controller.Input("spec.template.spec.securityContext.runAsNonRoot"));
        Assert.Equal(true, controller.Input("spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem"));
        Assert.Equal(false, controller.Input("spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation"));
        Assert.Equal(["ALL"], Found.Texts(controller.Input("spec.template.spec.containers[0].securityContext.capabilities.drop")));
        Assert.DoesNotContain("hostPath", KubernetesManifests.From(await PlatformRun.Of(Upgrades)).Objects.Single(each => each.Kind == "Deployment").ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pods_with_volumes_stay_where_they_are()
    {
        var stack = await PlatformRun.Of(Rebalance);
        Assert.Equal(["PodsWithPVC"], Found.Texts(stack.Value("descheduler", "deschedulerPolicy.profiles[0].pluginConfig[0].args.podProtections.extraEnabled")));
        Assert.Equal(5.0, stack.Value("descheduler", "deschedulerPolicy.maxNoOfPodsToEvictPerNode"));
        Assert.Equal("CronJob", stack.Value("descheduler", "kind"));
    }

    [Fact]
    public async Task Nothing_touches_machines_unless_asked_to()
    {
        var stack = await PlatformRun.OfTier(new() { NodeCare = new() });
        Assert.DoesNotContain(stack.Resources, resource => resource.Type is "basecamp:index:Reboots" or "basecamp:index:NodeUpgrades" or "basecamp:index:Rebalancing");
    }

    static void Reboots(PlatformContext platform) => _ = new Reboots("kured", new() { Platform = platform, Reboots = new() { Window = Sundays } });

    static void Upgrades(PlatformContext platform) => _ = new NodeUpgrades("node-upgrades", new() { Platform = platform, Upgrades = new() { Window = Sundays } });

    static void Rebalance(PlatformContext platform) => _ = new Rebalancing("descheduler", new() { Platform = platform });
}
