using Basecamp.Components.Charts;
using Basecamp.Components.Workloads;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Facts;

/// <summary>What components say about the pods of their charts is what the published charts start.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public async Task Every_stated_workload_is_one_that_the_chart_starts()
    {
        var stack = await PlatformRun.OfTier(new() { Certificates = new() });
        var charts = stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>().ToList();

        Assert.NotEmpty(charts);
        Assert.Empty(charts.SelectMany(chart => Differences(chart.Workloads, WorkloadFacts.Of(chart.Install.Chart.Name, chart.Install.Release))));
    }

    [Fact]
    public void Says_what_differs()
    {
        var facts = WorkloadFacts.Of("cert-manager", "cert-manager");
        Workload[] stated =
        [
            new() { Name = "cert-manager", Labels = Workload.Named("cert-manager", "kontroller"), Ports = [new("http-metrics", 9403)] },
            new() { Name = "cert-manager-webhook", Kind = WorkloadKind.DaemonSet, Labels = Workload.Named("webhook", "webhook") },
            new() { Name = "cert-manager-cainjector", Labels = Workload.Named("cainjector", "cainjector"), HostNetwork = true },
            new() { Name = "cert-manager-cainjektor", Labels = Workload.Named("cainjector", "cainjector") },
        ];

        Assert.Equal(
            [
                "cert-manager: no pod has label app.kubernetes.io/component=kontroller",
                "cert-manager: no pod listens on http-metrics 9403/TCP",
                "cert-manager-webhook: is a Deployment",
                "cert-manager-cainjector: host network is False",
                "cert-manager-cainjektor: the chart starts no such workload",
            ],
            Differences(stated, facts));
    }

    [Fact]
    public void Names_follow_the_release() => Assert.Equal(
        ["certs", "certs-cainjector", "certs-startupapicheck", "certs-webhook"],
        WorkloadFacts.Of("cert-manager", "certs").Select(facts => facts.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Facts_of_every_chart_can_be_read() => Assert.All(
        Directory.GetFiles(RepositoryFiles.PathOf("tests/contracts/workloads"), "*.txt").Select(Path.GetFileNameWithoutExtension),
        chart => Assert.True(WorkloadFacts.Of(chart!, "x").Count > 0 || chart is "kyverno-policies", chart));

    static IEnumerable<string> Differences(IEnumerable<Workload> stated, IReadOnlyList<WorkloadFacts> facts)
    {
        foreach (var workload in stated)
        {
            if (facts.FirstOrDefault(fact => fact.Name == workload.Name) is not { } fact)
            {
                yield return $"{workload.Name}: the chart starts no such workload";
                continue;
            }
            if (fact.Kind != workload.Kind)
                yield return $"{workload.Name}: is a {fact.Kind}";
            if (fact.HostNetwork != workload.HostNetwork)
                yield return $"{workload.Name}: host network is {fact.HostNetwork}";
            foreach (var (key, value) in workload.Labels.Where(label => fact.Labels.GetValueOrDefault(label.Key) != label.Value))
                yield return $"{workload.Name}: no pod has label {key}={value}";
            foreach (var port in workload.Ports.Where(port => !fact.Ports.Contains(port)))
                yield return $"{workload.Name}: no pod listens on {port.Name} {port}";
        }
    }
}
