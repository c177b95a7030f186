using System.Collections.Immutable;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.NodeCare;

/// <summary>
/// descheduler: evicts pods that would be placed elsewhere today, so that machines which came back get their share. Disruption budgets hold, and
/// pods with volumes, without an owner or of a high priority are left alone.
/// </summary>
public sealed class Rebalancing : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "descheduler-system";

    static readonly ResourceRequests Requests = new(50, 64, 256);

    /// <summary>Installs descheduler.</summary>
    public Rebalancing(string name, RebalancingArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Rebalancing", name, args, options)
    {
        Namespace(new() { Name = "descheduler", Rules = [NetworkRule.ToApiServer], AllowSameNamespace = false });
        Chart(Catalog.Charts.Descheduler, "descheduler", NamespaceName, Values(args.Rebalance), Workloads);
        Deliver();
    }

    static ValueTree Values(RebalanceSpec rebalance) => new()
    {
        ["kind"] = "CronJob",
        ["schedule"] = rebalance.Schedule,
        ["timeZone"] = "Etc/UTC",
        ["resources"] = Requests.ToValues(),
        ["priorityClassName"] = Priority.Batch,
        ["podSecurityContext.seccompProfile.type"] = "RuntimeDefault",
        ["deschedulerPolicy.maxNoOfPodsToEvictPerNode"] = rebalance.MostPerNode,
        // A list replaces the chart's as a whole.
        ["deschedulerPolicy.profiles"] = new[]
        {
            new ValueTree
            {
                ["name"] = "basecamp",
                ["pluginConfig"] = new[]
                {
                    Plugin("DefaultEvictor", new() { ["nodeFit"] = true, ["podProtections.extraEnabled"] = new[] { "PodsWithPVC" } }),
                    Plugin("RemovePodsHavingTooManyRestarts", new() { ["podRestartThreshold"] = 50, ["includingInitContainers"] = true }),
                    // Ours are preferences: a condition would leave pods pending.
                    Plugin("RemovePodsViolatingTopologySpreadConstraint", new() { ["constraints"] = new[] { "DoNotSchedule", "ScheduleAnyway" } }),
                    Plugin("LowNodeUtilization", new() { ["thresholds"] = Shares(30), ["targetThresholds"] = Shares(70) }),
                },
                ["plugins.balance.enabled"] = new[] { "LowNodeUtilization", "RemovePodsViolatingTopologySpreadConstraint" },
                ["plugins.deschedule.enabled"] = new[] { "RemovePodsHavingTooManyRestarts" },
            },
        },
    };

    static ValueTree Plugin(string plugin, ValueTree args) => new() { ["name"] = plugin, ["args"] = args };

    // Of what pods ask for, not of what they use: the same numbers the scheduler goes by.
    static ValueTree Shares(int percent) => new() { ["cpu"] = percent, ["memory"] = percent };

    static ImmutableArray<Workload> Workloads =>
        [new() { Name = "descheduler", Kind = WorkloadKind.CronJob, Labels = Workload.Named("descheduler"), Requests = Requests }];
}

/// <summary>Arguments of <see cref="Rebalancing"/>.</summary>
public sealed class RebalancingArgs : PlatformComponentArgs
{
    /// <summary>When and how much. Default: once an hour.</summary>
    public RebalanceSpec Rebalance { get; init; } = new();
}
