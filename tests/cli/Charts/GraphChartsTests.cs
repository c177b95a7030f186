using System.Net;
using System.Text.RegularExpressions;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.Tests.Charts;

/// <summary><c>graph --charts</c>: what charts render to is drawn, and what of it no component declares.</summary>
public sealed class GraphChartsTests : IAsyncLifetime, IDisposable
{
    const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: 'r.example/web:1', ports: [{containerPort: 8080, name: http}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: http}, {port: 9000}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: other}
        spec: {selector: {app: other}, ports: [{port: 81}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: client}
        spec: {template: {metadata: {labels: {app: client}}, spec: {containers: [{name: client, image: 'r.example/client:1'}]}}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: goodbye, annotations: {helm.sh/hook: pre-delete}}
        spec: {template: {spec: {containers: [{name: goodbye, image: 'r.example/web:1'}]}}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web}
        spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: client}}}], ports: [{port: http}]}]}
        """;

    readonly ChartRoom room = new();
    FakeHelm helm = null!;

    public async Task InitializeAsync()
    {
        helm = await FakeHelm.StartAsync();
        helm.Output = Web;
        room.Cli.Variables["BASECAMP_HELM"] = helm.Program;
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        room.Dispose();
        helm.Dispose();
    }

    Task<CliResult> Graph(params string[] options) => room.Cli.Run(["graph", "--stack", "lab", "--out", "lab.html", .. options]);

    string Page => File.ReadAllText(room.Cli.Path("lab.html"));

    [Fact]
    public async Task Pods_ports_services_and_policies_of_charts_are_drawn()
    {
        var result = await Graph("--charts");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("graph of lab: 1 namespace, 3 workloads, 3 allowed paths in lab.html", result.LastLine);
        Assert.Equal(
            ["team/client|internet|443/TCP", "team/client|team/web|8080/TCP", "team/goodbye|internet|443/TCP"],
            Texts("<tr><td>(.*?)</td></tr>").Select(row => row.Replace("</td><td>", "|", StringComparison.Ordinal).Replace("Internet", "internet", StringComparison.Ordinal)));
        Assert.Equal(["web (LoadBalancer): 80 → 8080/TCP, 9000/TCP"], Texts("data-services=\"(.*?)\""));
        Assert.Contains("data-ports=\"8080/TCP http, 9000/TCP\" title=\"Deployment team/web, its chart brings it, and no component declares it\"", Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_component_declares_is_said_and_marked()
    {
        var result = await Graph("--charts");

        Assert.Equal(
            ["not declared: Deployment team/client", "not declared: Job team/goodbye (hook: pre-delete)", "not declared: Deployment team/web"],
            result.Output.Split('\n').Where(line => line.StartsWith("not declared: ", StringComparison.Ordinal)));
        Assert.Equal(["chip extra", "chip extra", "chip extra"], Texts("<li><button type=\"button\" class=\"(.*?)\""));
        Assert.Contains("<h3>Not declared by a component</h3><ul class=\"notices\"><li>Deployment team/client</li>", Page, StringComparison.Ordinal);
        Assert.Contains("in a chart, and no component declares it", Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_option_nobody_looks_into_charts_and_it_says_so()
    {
        var result = await Graph();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("not shown: What the chart web starts in team: it does not say.\n", result.Output, StringComparison.Ordinal);
        Assert.Empty(helm.Calls);
        Assert.DoesNotContain("declares it", Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Helm_it_says_so_and_draws_nothing()
    {
        room.Cli.Variables.Remove("BASECAMP_HELM");

        var result = await Graph("--charts");

        Assert.Equal((3, "graph of lab: nothing was written"), (result.ExitCode, result.LastLine));
        Assert.StartsWith("refused: helm is not on the PATH.", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(room.Cli.Path("lab.html")));
    }

    [Fact]
    public async Task A_chart_that_is_not_at_hand_is_named_with_the_command_that_brings_it()
    {
        File.Delete(room.Cli.Path("vendor/charts/web-1.0.0.tgz"));

        var result = await Graph("--charts");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("refused: Bring them with: ./basecamp vendor --stack lab\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_declared_and_rendered_is_one_workload_and_the_rest_says_where_it_comes_from()
    {
        var run = await OfflineRun.StartAsync(StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null), StackProgram.Basecamp, null, default);
        var monitoring = StackChart.AllOf(run.Stack).Single(chart => chart.Pin.Name == "kube-prometheus-stack");
        var declared = GraphReader.Read(run.Stack, null).Namespaces.Single(ns => ns.Name == monitoring.Namespace).Workloads;
        var grafana = declared.Single(workload => workload.Name.EndsWith("grafana", StringComparison.Ordinal));
        Assert.All(declared, workload => Assert.Equal(WorkloadOrigin.Stack, workload.Origin));

        var model = GraphReader.Read(run.Stack, null, [Rendered(monitoring, Deployment(grafana.Name, 3999), Deployment("extra", null))]);

        var drawn = model.Namespaces.Single(ns => ns.Name == monitoring.Namespace).Workloads;
        Assert.Equal(declared.Count + 1, drawn.Count);
        Assert.Equal(
            [("extra", WorkloadOrigin.OnlyRendered), (grafana.Name, WorkloadOrigin.Chart)],
            drawn.Where(workload => workload.Origin != WorkloadOrigin.OnlyDeclared).Select(workload => (workload.Name, workload.Origin)));
        // Where it listens is the sum: a container need not say so.
        Assert.Equal(["3999/TCP", .. grafana.Ports], drawn.Single(workload => workload.Name == grafana.Name).Ports);
        Assert.Equal([$"Deployment {monitoring.Namespace}/extra", $"Deployment {grafana.Id} on 3999/TCP"], model.Undeclared);
        // Other charts were not looked into.
        Assert.All(model.Namespaces.Single(ns => ns.Name == "longhorn-system").Workloads, workload => Assert.Equal(WorkloadOrigin.Stack, workload.Origin));

        string Deployment(string name, int? port) => $"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {name}
              namespace: {monitoring.Namespace}
            spec:
              template:
                spec:
                  containers:
                  - name: main
                    ports: [{(port is null ? "" : $"containerPort: {port}")}]
            """;
    }

    static RenderedChart Rendered(StackChart chart, params string[] objects) =>
        new(chart, new([.. objects.SelectMany(ManifestYaml.ReadMaps)], []));

    IEnumerable<string> Texts(string pattern) => Regex.Matches(Page, pattern).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));
}
