using Basecamp.Cli.Charts;
using Basecamp.Components.Catalog;
using Basecamp.Testing.Guardrails;
using CatalogCharts = Basecamp.Components.Catalog.Charts;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>What charts render to is held against the guardrails, and exempt only with a stated reason.</summary>
public sealed class ChartGuardrailTests : IAsyncLifetime, IDisposable
{
    const string Fine = """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
              - name: web
                image: r.example/web:1.0.0
                resources: {requests: {cpu: 10m, memory: 32Mi}, limits: {memory: 64Mi}}
                securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}}
        """;

    readonly ChartRoom room = new();
    FakeHelm helm = null!;

    public async Task InitializeAsync()
    {
        helm = await FakeHelm.StartAsync();
        room.Cli.Variables["BASECAMP_HELM"] = helm.Program;
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        room.Dispose();
        helm.Dispose();
    }

    static string[] Findings(CliResult result) =>
        [.. result.Lines.Where(line => line.StartsWith("finding: ", StringComparison.Ordinal)).Select(line => line["finding: ".Length..].Split(". ")[0])];

    [Theory]
    [InlineData("allowPrivilegeEscalation: false", "privileged: true", "BC004 web 1.0.0 as team/web: Deployment team/web: container web is privileged")]
    [InlineData("runAsNonRoot: true", "runAsUser: 0", "BC005 web 1.0.0 as team/web: Deployment team/web: container web may run as root")]
    [InlineData("web:1.0.0", "web:latest", "BC006 web 1.0.0 as team/web: Deployment team/web: image 'r.example/web:latest' is latest")]
    [InlineData("limits: {memory: 64Mi}", "", "BC007 web 1.0.0 as team/web: Deployment team/web: container web has no limits.memory")]
    public async Task A_pod_of_a_chart_that_breaks_a_rule_is_a_finding_until_a_reason_is_stated(string was, string becomes, string finding)
    {
        helm.Output = Fine.Replace(was, becomes, StringComparison.Ordinal);

        var result = await room.Render();
        room.Cli.Write("vendor/charts.allow", $"# Ours\nweb {finding[..5]} Deployment/w* it has to\n");
        var exempt = await room.Render();
        room.Cli.Write("vendor/charts.allow", $"web {finding[..5]} StatefulSet/* it has to\nother {finding[..5]} */* it has to\n");
        var other = await room.Render();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(finding, Findings(result));
        Assert.Contains($"state why in vendor/charts.allow: 'web {finding[..5]} Deployment/web <reason>'.", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(room.Cli.Path("out/charts/other/team/web/deployment-team-web.yaml")));
        Assert.DoesNotContain(finding, Findings(exempt));
        Assert.Contains(finding, Findings(other));
    }

    [Fact]
    public async Task A_chart_that_keeps_the_rules_has_no_finding_and_a_tag_is_enough_for_its_images()
    {
        helm.Output = Fine;

        var result = await room.Render();

        Assert.Equal((0, []), (result.ExitCode, Findings(result)));
    }

    [Theory]
    [InlineData("web BC004 Deployment/web")]
    [InlineData("web BC004 Deployment/web because")]
    [InlineData("web all Deployment/web it has to")]
    public async Task A_line_without_a_reason_is_refused(string line)
    {
        helm.Output = Fine;
        room.Cli.Write("vendor/charts.allow", $"\n{line}\n");

        var result = await room.Render();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"refused: vendor/charts.allow:2 is '{line}', but a line is a chart, a guardrail, Kind/name and a reason", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_catalog_states_is_about_its_own_charts_and_guardrails_and_says_it_once()
    {
        var lines = ChartExemptions.OfCatalog.Lines;
        var charts = typeof(CatalogCharts).GetProperties().Select(property => property.GetValue(null)).OfType<ChartPin>().Select(pin => pin.Name);

        Assert.Equal([], lines.Select(line => line.Chart).Except(charts));
        Assert.Equal([], lines.Select(line => line.Guardrail).Except(AllGuardrails.Manifests.Select(guardrail => guardrail.Id)));
        Assert.Distinct(lines.Select(line => (line.Chart, line.Guardrail, line.Object)));
        Assert.DoesNotContain(lines, line => line.Object is "*/*" or "*" || line.Guardrail == "BC006");
    }
}
