using Basecamp.Components.Charts;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>
/// What components say about the pods of their charts is what the published charts render: on it rest policies, the reachability matrix and
/// the sum of requests.
/// </summary>
public sealed class WorkloadTests
{
    // Declared, but made by an operator out of custom resources, so no chart shows them.
    static readonly string[] ByOperators = [];

    // Rendered with other values than ours, where they are switched on.
    static readonly string[] SwitchedOff = [];

    [Fact]
    public async Task Every_declared_workload_is_one_of_the_chart_with_these_labels_and_ports()
    {
        var wrong = new List<string>();
        foreach (var (chart, workload) in await Declared())
        {
            if (ByOperators.Contains($"{chart}/{workload.Name}"))
                continue;
            var facts = WorkloadFacts.Exist(chart) ? WorkloadFacts.Of(chart).FirstOrDefault(each => each.Name == workload.Name) : null;
            if (facts is null)
            {
                wrong.Add($"{chart}/{workload.Name}: the chart renders no such workload");
                continue;
            }
            wrong.AddRange(workload.Labels.Select(label => $"{label.Key}={label.Value}").Where(label => !facts.Labels.Contains(label)).Select(label => $"{chart}/{workload.Name}: no label {label}"));
            wrong.AddRange(workload.Ports.Select(port => port.ToString()).Where(port => !facts.Ports.Contains(port)).Select(port => $"{chart}/{workload.Name}: no port {port}"));
            if (workload.Kind.ToString() != facts.Kind)
                wrong.Add($"{chart}/{workload.Name}: is a {facts.Kind}");
            if (workload.HostNetwork != facts.HostNetwork)
                wrong.Add($"{chart}/{workload.Name}: host network is {facts.HostNetwork}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_workload_of_a_chart_is_declared()
    {
        var declared = await Declared();
        Assert.Empty(declared.Select(each => each.Chart).Distinct().Where(WorkloadFacts.Exist)
            .SelectMany(chart => WorkloadFacts.Of(chart).Select(facts => $"{chart}/{facts.Name}"))
            .Except(declared.Select(each => $"{each.Chart}/{each.Workload.Name}"))
            .Except(SwitchedOff));
    }

    [Fact]
    public void The_facts_are_read() => Assert.Equal(
        ["Deployment cert-manager", "Deployment cert-manager-cainjector", "Deployment cert-manager-webhook"],
        WorkloadFacts.Of("cert-manager").Select(facts => $"{facts.Kind} {facts.Name}"));

    static async Task<List<(string Chart, Components.Workloads.Workload Workload)>> Declared() =>
        [.. (await PlatformRun.OfTier(Everything.Settings)).Resources.Select(resource => resource.Resource).OfType<HelmChart>()
            .SelectMany(chart => chart.Workloads.Select(workload => (chart.Install.Chart.Name, workload)))];
}
