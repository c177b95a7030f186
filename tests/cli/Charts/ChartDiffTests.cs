namespace Basecamp.Cli.Tests.Charts;

/// <summary>What a new version of a chart does to the cluster, in two renders that hold its objects.</summary>
public sealed class ChartDiffTests : IAsyncLifetime, IDisposable
{
    const string Before = """
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, labels: {helm.sh/chart: web-1.0.0}}
        spec:
          replicas: 2
          template:
            metadata: {annotations: {checksum/config: aa}}
            spec: {containers: [{name: db, image: 'r.example/db:1.0.0', env: [{name: DRIVER_IMAGE, value: 'r.example/driver:6.3.0'}], args: [--reloader=r.example/reloader:1.0.0], securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}}}]}
          volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 10Gi}}}}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: web}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {maxUnavailable: 1}
        """;

    readonly ChartRoom room = new();
    FakeHelm helm = null!;

    public async Task InitializeAsync()
    {
        helm = await FakeHelm.StartAsync();
        room.Cli.Variables["BASECAMP_HELM"] = helm.Program;
        // What is wrong with the chart itself is not the question here.
        room.Cli.Write("vendor/charts.allow", string.Concat(((string[])["BC004", "BC005", "BC007", "BC009"]).Select(id => $"web {id} */* a chart of a test\n")));
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        room.Dispose();
        helm.Dispose();
    }

    async Task Render(string directory, string output, params string[] options)
    {
        helm.Output = output;
        if (Directory.Exists(room.Cli.Path("cache")))
            Directory.Delete(room.Cli.Path("cache"), recursive: true);
        Assert.Equal(0, (await room.Cli.Run(["render", "--stack", "lab", "--out", directory, .. options])).ExitCode);
    }

    async Task<string[]> Findings(params string[] options)
    {
        var result = await room.Cli.Run(["diff", "old", "new", "--format", "json", .. options]);
        Assert.Equal("", result.Error);
        using var report = System.Text.Json.JsonDocument.Parse(result.Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("id")} {finding.GetProperty("severity")}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Dangers_that_only_the_chart_s_objects_show_are_found()
    {
        await Render("old", Before, "--charts");
        await Render("new", Before.Replace("10Gi", "20Gi", StringComparison.Ordinal).Replace("verbs: [get]", "verbs: [get, delete]", StringComparison.Ordinal)
            .Replace("maxUnavailable: 1", "maxUnavailable: 2", StringComparison.Ordinal).Replace("allowPrivilegeEscalation: false", "privileged: true", StringComparison.Ordinal), "--charts");

        Assert.Equal(["DG013 danger", "DG030 danger", "DG041 danger", "DG061 caution"], await Findings("--charts"));
    }

    [Theory]
    [InlineData("allowPrivilegeEscalation: false", "privileged: true", "DG041 danger")]
    [InlineData("allowPrivilegeEscalation: false", "readOnlyRootFilesystem: true, allowPrivilegeEscalation: false")]
    [InlineData("verbs: [get]", "verbs: [get, list]", "DG030 danger")]
    [InlineData("verbs: [get]", "verbs: []")]
    [InlineData("policy/v1\nkind: PodDisruptionBudget", "v1\nkind: ConfigMap", "DG061 caution")]
    [InlineData("maxUnavailable: 1", "maxUnavailable: 2", "DG061 caution")]
    [InlineData("maxUnavailable: 1", "maxUnavailable: 0")]
    [InlineData("storage: 10Gi", "storage: 20Gi", "DG013 danger")]
    [InlineData("replicas: 2", "replicas: 3")]
    // Another image; and another version of what has no digest anyway.
    [InlineData("r.example/db:1.0.0", "r.example/database:1.0.0", "DG050 caution")]
    [InlineData("r.example/db:1.0.0", "r.example/db:1.0.1", "DG050 notice")]
    // What a controller starts.
    [InlineData("r.example/driver:6.3.0", "r.example/driver:5.3.0", "DG050 notice", "DG051 danger")]
    [InlineData("r.example/driver:6.3.0", "r.example/driver:6.4.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "DG053 notice")]
    [InlineData("r.example/reloader:1.0.0", "r.example/reloader:0.9.0", "DG050 notice", "DG051 danger")]
    [InlineData("--reloader=r.example/reloader:1.0.0", "--reloader=http://reloader:1")]
    public async Task Each_danger_is_found_and_its_harmless_twin_is_not(string old, string current, params string[] findings)
    {
        Assert.Contains(old, Before, StringComparison.Ordinal);
        await Render("old", Before, "--charts");
        await Render("new", Before.Replace(old, current, StringComparison.Ordinal), "--charts");

        Assert.Equal(findings, await Findings("--charts"));
    }

    [Fact]
    public async Task A_claim_that_grows_comes_with_the_steps_that_work()
    {
        await Render("old", Before, "--charts");
        await Render("new", Before.Replace("10Gi", "20Gi", StringComparison.Ordinal), "--charts");

        var output = string.Join(' ', (await room.Cli.Run("diff", "old", "new", "--charts")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("patch the claims, then kubectl delete statefulset NAME --cascade=orphan, which leaves pods and volumes, then deploy: docs/runbooks/grow-volume.md", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_folded_is_no_change()
    {
        await Render("old", Before, "--charts");
        await Render("new", Before.Replace("web-1.0.0", "web-1.0.1", StringComparison.Ordinal).Replace("checksum/config: aa", "checksum/config: bb", StringComparison.Ordinal), "--charts");

        Assert.Contains("diff: no change", (await room.Cli.Run("diff", "old", "new")).Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("old", "new")]
    [InlineData("new", "old")]
    public async Task Where_one_render_has_no_objects_of_charts_they_are_not_compared_and_it_says_so(string with, string without)
    {
        await Render(with, Before, "--charts");
        await Render(without, Before);

        var result = await room.Cli.Run("diff", "old", "new");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("diff: no change", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"The objects of charts are in {with} and not in {without}", string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var asked = await room.Cli.Run("diff", "old", "new", "--charts");
        Assert.Equal((2, $"{without} holds no objects of charts. Render it with: ./basecamp render --stack <stack> --charts --out {without}\n"), (asked.ExitCode, asked.Error));
    }

    [Fact]
    public async Task A_stack_export_has_no_objects_of_charts()
    {
        var result = await room.Cli.Run("diff", "--stack", "lab", "--export", "state.json", "--charts");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("'--charts' does not go with --export", result.Error, StringComparison.Ordinal);
    }
}
