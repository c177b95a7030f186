using System.Collections.Immutable;
using Basecamp.Components.Charts;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>
/// What runs the platform outranks apps on a full machine, and no drain takes all of several pods: for every pod that any chart starts, not for
/// those that somebody thought of.
/// </summary>
public sealed class ChartPlacementTests
{
    static readonly string[] Classes = ["basecamp-batch", "basecamp-core", "basecamp-system", "system-cluster-critical", "system-node-critical"];

    static readonly ClusterFacts Calico = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Metallb };

    [Fact]
    public async Task Every_workload_of_every_chart_has_a_priority() => Assert.Equal("", string.Join('\n', (await Everything()).SelectMany(run => run.Pods)
        .Where(pod => pod.Place is null || (pod.Place.Priority != ChartPlacement.OfChart && !Classes.Contains(pod.At(pod.Place.Priority) as string)))
        .Select(pod => pod.Name).Distinct()));

    [Fact]
    public async Task Several_pods_are_spread_and_have_a_budget()
    {
        var wrong = new List<string>();
        foreach (var (stack, pods) in await Everything())
            foreach (var pod in pods.Where(pod => pod.Workload.Replicas > 1))
            {
                if (!IsSet(pod, pod.Place?.Spread))
                    wrong.Add($"{pod.Name}: no spread");
                if (pod.Place?.Budget == ChartPlacement.Object ? !HasBudget(stack, pod) : !IsSet(pod, pod.Place?.Budget))
                    wrong.Add($"{pod.Name}: no budget");
            }
        Assert.Equal("", string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public async Task Every_row_is_a_workload() =>
        Assert.Equal([], ChartPlacement.All.Keys.Except((await Everything()).SelectMany(run => run.Pods).Select(pod => pod.Name)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_budget_of_a_single_pod_blocks_every_drain_so_there_is_none()
    {
        var (stack, pods) = await Run(DeliveryEngine.Pulumi, Calico, PlatformProfile.Small);
        Assert.Equal(
            "",
            string.Join('\n', pods.Where(pod => pod.Workload.Replicas == 1 && pod.Place?.Budget is { } budget && budget != ChartPlacement.OfChart
                && (budget == ChartPlacement.Object ? HasBudget(stack, pod) : IsSet(pod, budget))).Select(pod => pod.Name)));
    }

    [Fact]
    public async Task What_has_no_chart_has_a_priority_too() => Assert.Equal("", string.Join('\n', (await Everything())
        .SelectMany(run => KubernetesManifests.From(run.Stack).Objects)
        .Where(each => each.Kind is "Deployment" or "StatefulSet" or "DaemonSet"
            && !Classes.Contains(each.Resource.Input("spec.template.spec.priorityClassName") as string))
        .Select(each => each.ToString()).Distinct()));

    static bool IsSet(Pod pod, string? path) => path switch
    {
        null => false,
        ChartPlacement.OfChart => true,
        _ => pod.At(path) is not (null or false),
    };

    static bool HasBudget(RecordedStack stack, Pod pod) => KubernetesManifests.From(stack).Objects.Any(each =>
        each.Kind == "PodDisruptionBudget" && each.Namespace == pod.Namespace
        && each.Resource.Input("spec.selector.matchLabels") is ImmutableDictionary<string, object> labels
        && labels.All(label => pod.Workload.Labels.TryGetValue(label.Key, out var value) && Equals(value, label.Value)));

    static async Task<IReadOnlyList<(RecordedStack Stack, IReadOnlyList<Pod> Pods)>> Everything() =>
    [
        await Run(DeliveryEngine.Pulumi, PlatformRun.Ha, PlatformProfile.Ha),
        await Run(DeliveryEngine.Argocd, PlatformRun.Ha, PlatformProfile.Ha),
        await Run(DeliveryEngine.Flux, PlatformRun.Ha, PlatformProfile.Ha),
        await Run(DeliveryEngine.Pulumi, Calico, PlatformProfile.Ha),
    ];

    static async Task<(RecordedStack Stack, IReadOnlyList<Pod> Pods)> Run(DeliveryEngine engine, ClusterFacts cluster, PlatformProfile profile)
    {
        var stack = await PlatformRun.OfTier(Tier.Everything.Settings with { Profile = profile }, engine, cluster);
        return (stack, [.. stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>()
            .SelectMany(chart => chart.Workloads.Select(workload => new Pod(chart.Install, workload)))]);
    }

    sealed record Pod(ChartInstall Install, Workload Workload)
    {
        public string Name => $"{Install.Chart.Name}/{Workload.Name}";

        public string Namespace => Workload.Namespace ?? Install.Namespace;

        public ChartPlacement? Place => ChartPlacement.All.GetValueOrDefault(Name);

        public object? At(string path) => path.Split('.').Aggregate(
            (object?)Install.Values.ToMap(), (value, key) => (value as Dictionary<string, object>)?.GetValueOrDefault(key));
    }
}
