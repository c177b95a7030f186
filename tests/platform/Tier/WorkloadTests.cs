using Basecamp.Components.Charts;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>
/// What components say about the pods of their charts is what the published charts render: on it rest policies, the reachability matrix and
/// the sum of requests.
/// </summary>
public sealed class WorkloadTests
{
    // Pods that an operator makes out of custom resources: no chart shows them, and the operator's documentation says their labels.
    static readonly string[] ByOperators =
    [
        "kube-prometheus-stack/alertmanager-kube-prometheus-stack", "kube-prometheus-stack/prometheus-kube-prometheus-stack",
    ];

    // Ports of the node's network that the chart does not list as container ports.
    static readonly string[] UnlistedPorts = ["cilium/cilium: no port 4240/TCP"];

    // The facts are of a Deployment; with our values it is a CronJob.
    static readonly string[] OtherKind = ["descheduler/descheduler"];

    // A second release of a chart, whose objects are named like it.
    static readonly string[] SecondReleases = ["alloy/alloy-events", "vault/vault-transit"];

    // Jobs of Cilium in kube-system, where policies are K3s' own affair.
    static readonly string[] Undeclared =
    [
        "cilium/hubble-generate-certs", .. OtherKind,
        // Clients talk to Loki itself.
        "loki/loki-gateway",
        // External Secrets copies secrets; nothing is injected.
        "vault/vault-agent-injector",
    ];

    [Fact]
    public async Task Every_declared_workload_is_one_of_the_chart_with_these_labels_and_ports()
    {
        var wrong = new List<string>();
        foreach (var (chart, workload) in await Declared())
        {
            if (ByOperators.Concat(OtherKind).Concat(SecondReleases).Contains($"{chart}/{workload.Name}"))
                continue;
            if (FactsOf(chart, workload) is not { } facts)
            {
                wrong.Add($"{chart}/{workload.Name}: the chart renders no {workload.Kind} with these labels");
                continue;
            }
            wrong.AddRange(workload.Ports.Select(port => port.ToString()).Where(port => !facts.Ports.Contains(port)).Select(port => $"{chart}/{workload.Name}: no port {port}"));
            if (workload.HostNetwork != facts.HostNetwork)
                wrong.Add($"{chart}/{workload.Name}: host network is {facts.HostNetwork}");
        }
        Assert.Equal("", string.Join('\n', wrong.Except(UnlistedPorts)));
    }

    [Fact]
    public async Task Every_workload_of_a_chart_is_declared()
    {
        var declared = await Declared();
        var found = declared.Where(each => WorkloadFacts.Exist(each.Chart)).Select(each => (each.Chart, FactsOf(each.Chart, each.Workload)?.Name)).ToHashSet();
        Assert.Equal("", string.Join('\n', declared.Select(each => each.Chart).Distinct().Where(WorkloadFacts.Exist)
            .SelectMany(chart => WorkloadFacts.Of(chart).Where(facts => !found.Contains((chart, facts.Name))).Select(facts => $"{chart}/{facts.Name}"))
            .Except(Undeclared)));
    }

    // By labels, not by name: names follow the release, and policies see labels.
    static WorkloadFacts? FactsOf(string chart, Components.Workloads.Workload workload) => WorkloadFacts.Exist(chart)
        ? WorkloadFacts.Of(chart)
            .Where(facts => facts.Kind == workload.Kind.ToString() && workload.Labels.All(label => facts.Labels.Contains($"{label.Key}={label.Value}")))
            .OrderByDescending(facts => facts.Name == workload.Name)
            .FirstOrDefault()
        : null;

    [Fact]
    public void The_facts_are_read() => Assert.Equal(
        ["Deployment cert-manager", "Deployment cert-manager-cainjector", "Deployment cert-manager-webhook"],
        WorkloadFacts.Of("cert-manager").Select(facts => $"{facts.Kind} {facts.Name}"));

    static async Task<List<(string Chart, Components.Workloads.Workload Workload)>> Declared() =>
        [.. (await PlatformRun.OfTier(Everything.Settings)).Resources.Select(resource => resource.Resource).OfType<HelmChart>()
            .SelectMany(chart => chart.Workloads.Select(workload => (chart.Install.Chart.Name, workload)))];
}
