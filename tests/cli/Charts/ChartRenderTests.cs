using Pulumi;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>What becomes of what Helm prints, and how Helm is called. What Helm prints is made up here.</summary>
public sealed class ChartRenderTests : IAsyncLifetime, IDisposable
{
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

    static string Object(string kind, string name, string rest = "", string apiVersion = "v1", string metadata = "") =>
        $"---\n# Source: web/templates/x.yaml\napiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: {name}\n{metadata}{rest}\n";

    [Fact]
    public async Task Each_object_of_a_chart_is_a_file_and_its_Secrets_and_tests_are_left_out()
    {
        helm.Output = Object("Service", "web") + Object("ClusterRole", "web", apiVersion: "rbac.authorization.k8s.io/v1")
            + Object("ConfigMap", "elsewhere", metadata: "  namespace: kube-system\n") + Object("Gadget", "web", apiVersion: "example.org/v1")
            + Object("Secret", "login", "data: {password: aHVudGVyMg==}") + Object("Pod", "web-test", metadata: "  annotations: {helm.sh/hook: 'test-success'}\n")
            + Object("Job", "migrate", apiVersion: "batch/v1", metadata: "  annotations: {helm.sh/hook: 'pre-upgrade'}\n")
            + "---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ServiceAccount, metadata: {name: listed}}\n---\n# nothing\n";

        var result = await room.Render();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                "clusterrole-web.yaml", "configmap-kube-system-elsewhere.yaml", "gadget-web.yaml", "job-team-migrate.yaml", "service-team-web.yaml",
                "serviceaccount-team-listed.yaml",
            ], room.Objects);
        Assert.Equal(
            """
            left out: 1 Secret of the chart web 1.0.0 as team/web: team/login
            render of lab: 7 files in out (7 new, 0 changed, 0 removed)

            """, result.Output);
        Assert.Equal("apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: team\n", room.Object("service-team-web.yaml"));
        Assert.True(File.Exists(room.Cli.Path("out/charts/other/team/web.yaml")));
        Assert.DoesNotContain(Directory.EnumerateFiles(room.Cli.Directory, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("aHVudGVyMg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_says_nothing_about_an_object_is_folded_and_what_cannot_change_later_is_kept()
    {
        const string Labels = "labels: {app: web, app.kubernetes.io/version: '1.0', helm.sh/chart: web-1.0.0, chart: web-1.0.0}";
        helm.Output = $$$"""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: web
              labels: {helm.sh/chart: web-1.0.0}
              annotations: {checksum/config: aa, example.org/config-checksum: bb, checksums.example.org: "2"}
            spec:
              selector: {matchLabels: {helm.sh/chart: web-1.0.0, app.kubernetes.io/version: "1.0"}}
              template: {metadata: {annotations: {checksum/config: aa}, {{{Labels}}} } }
              volumeClaimTemplates: [{metadata: {name: data, {{{Labels}}} } }]
            """;

        await room.Render();

        Assert.Equal(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: web
              namespace: team
              annotations:
                checksums.example.org: "2"
            spec:
              selector:
                matchLabels:
                  app.kubernetes.io/version: "1.0"
                  helm.sh/chart: web-1.0.0
              template:
                metadata:
                  labels:
                    app: web
              volumeClaimTemplates:
              - metadata:
                  name: data
                  labels:
                    app: web
                    app.kubernetes.io/version: "1.0"
                    chart: web-1.0.0
                    helm.sh/chart: web-1.0.0

            """, room.Object("statefulset-team-web.yaml"));
    }

    [Fact]
    public async Task Of_a_definition_the_explanations_are_folded_and_the_fields_stay()
    {
        helm.Output = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: gadgets.example.org}
            spec:
              versions:
              - name: v1
                served: true
                additionalPrinterColumns: [{name: Size, description: How large., jsonPath: .spec.size}]
                schema:
                  openAPIV3Schema:
                    description: A gadget.
                    properties:
                      description: {type: string, description: What it is for., default: {description: kept}}
            """;

        await room.Render();

        Assert.Equal(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: gadgets.example.org
            spec:
              versions:
              - name: v1
                additionalPrinterColumns:
                - name: Size
                  jsonPath: .spec.size
                schema:
                  openAPIV3Schema:
                    properties:
                      description:
                        default:
                          description: kept
                        type: string
                served: true

            """, room.Object("customresourcedefinition-gadgets.example.org.yaml"));
    }

    [Fact]
    public async Task What_Helm_makes_up_is_a_placeholder_so_that_equal_input_gives_equal_bytes()
    {
        helm.Output = Object("ConfigMap", "web", "data: {made: up-@ANOTHER@, fixed: same}");
        await room.Render();
        var first = room.Object("configmap-team-web.yaml");
        Directory.Delete(room.Cli.Path("cache"), recursive: true);

        var again = await room.Render("--check");

        Assert.Equal("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: team\ndata:\n  fixed: same\n  made: '[generated]'\n".Replace('\'', '"'), first);
        Assert.Equal((0, "out is up to date with lab\n", 4), (again.ExitCode, again.Output, helm.Calls.Length));
    }

    [Fact]
    public async Task Helm_gets_values_in_a_file_that_nobody_else_reads_and_secrets_as_placeholders()
    {
        room.Install(new() { ["replicas"] = 2, ["version"] = "1.20", ["password"] = Output.CreateSecret("hunter2hunter2") });
        helm.Output = Object("Service", "web");

        var result = await room.Render();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("password: \"[secret]\"\nreplicas: 2\nversion: \"1.20\"\n", helm.Values);
        Assert.Equal("700", helm.Mode);
        Assert.All(helm.Calls, call => Assert.Matches(
            $"^template web {room.Cli.Path("vendor/charts/web-1.0.0.tgz")} --namespace team --values /[^ ]+/values.yaml --skip-crds --skip-tests( --api-versions [a-z0-9.]+(/[a-z0-9]+)?/[A-Za-z]+)+$", call));
        Assert.DoesNotContain(helm.Environment, line => line.StartsWith("HELM_", StringComparison.Ordinal) && !line.Contains("_HOME=", StringComparison.Ordinal));
        Assert.Contains(helm.Environment, line => line.StartsWith("KUBECONFIG=", StringComparison.Ordinal) && line.EndsWith("/no-cluster", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.GetDirectoryName(helm.Calls[0].Split(' ')[6])));
    }

    [Fact]
    public async Task A_render_is_remembered_until_chart_values_or_Helm_change()
    {
        helm.Output = Object("Service", "web");
        await room.Render();
        await room.Render();
        Assert.Equal(2, helm.Calls.Length);

        room.Install(new() { ["text"] = "other" });
        await room.Render();
        Assert.Equal(4, helm.Calls.Length);

        room.Have(SampleChart.Of("web", "1.0.0", ("other.yaml", SampleChart.ConfigMap)));
        await room.Render();
        Assert.Equal(6, helm.Calls.Length);

        helm.Version = "v3.17.3\n";
        await room.Render();
        Assert.Equal(8, helm.Calls.Length);

        // What was damaged meanwhile is rendered again.
        foreach (var file in Directory.EnumerateFiles(room.Cli.Path("cache/basecamp/charts")))
            await File.WriteAllTextAsync(file, "{\"objects\": [");
        Assert.Equal(0, (await room.Render()).ExitCode);
        Assert.Equal(10, helm.Calls.Length);
    }

    [Theory]
    [InlineData("missing", "refused: vendor/charts/web-1.0.0.tgz is missing.")]
    [InlineData("changed", "refused: vendor/charts/web-1.0.0.tgz was changed: it has the SHA-256 digest ")]
    [InlineData("raised", "refused: web 2.0.0 is what the stack installs, but vendor/charts.lock has 1.0.0.")]
    public async Task A_chart_that_is_not_at_hand_is_refused(string how, string message)
    {
        helm.Output = Object("Service", "web");
        if (how == "missing")
            File.Delete(room.Cli.Path("vendor/charts/web-1.0.0.tgz"));
        else if (how == "changed")
            room.Cli.Write("vendor/charts/web-1.0.0.tgz", "other");
        else
            room.Install(version: "2.0.0");

        var result = await room.Render();

        Assert.Equal((1, "render of lab: nothing was written"), (result.ExitCode, result.LastLine));
        Assert.StartsWith(message, result.Output, StringComparison.Ordinal);
        Assert.Contains("./basecamp vendor --stack lab", result.Output, StringComparison.Ordinal);
        Assert.Empty(helm.Calls);
        Assert.False(Directory.Exists(room.Cli.Path("out")));
    }

    [Theory]
    [InlineData("none", "refused: helm is not on the PATH. Install Helm 3 or 4 (https://helm.sh/docs/intro/install), or name it in BASECAMP_HELM.")]
    [InlineData("named", "refused: /nowhere/helm cannot be started: ")]
    [InlineData("old", " is not Helm 3 or 4: 'helm version' says 'v2.17.0'. Install one of these, or name it in BASECAMP_HELM.")]
    public async Task Without_Helm_it_says_so(string how, string message)
    {
        if (how == "none")
            room.Cli.Variables.Remove("BASECAMP_HELM");
        else if (how == "named")
            room.Cli.Variables["BASECAMP_HELM"] = "/nowhere/helm";
        else
            helm.Version = "v2.17.0\n";

        var result = await room.Render();

        Assert.Equal((3, "render of lab: nothing was written"), (result.ExitCode, result.LastLine));
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helm_is_found_on_the_PATH()
    {
        room.Cli.Variables.Remove("BASECAMP_HELM");
        room.Cli.Variables["PATH"] = $"/nowhere:{helm.DirectoryName}";
        helm.Output = Object("Service", "web");

        Assert.Equal(0, (await room.Render()).ExitCode);
        Assert.Equal(["service-team-web.yaml"], room.Objects);
    }

    [Fact]
    public async Task What_Helm_refuses_is_told_with_the_chart_and_nothing_is_written()
    {
        helm.Error = "Error: execution error at (web/templates/x.yaml:3:4): text is required\n";

        var result = await room.Render();

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """
            refused: web 1.0.0 as team/web cannot be rendered: Error: execution error at (web/templates/x.yaml:3:4): text is required
            render of lab: nothing was written

            """, result.Output);
        Assert.False(Directory.Exists(room.Cli.Path("out")));
    }

    [Fact]
    public async Task A_stack_without_charts_needs_no_Helm()
    {
        room.Cli.Variables.Remove("BASECAMP_HELM");
        room.Cli.Program = Sample.SampleProgram.DefineAsync;

        Assert.Equal(0, (await room.Render()).ExitCode);
    }

    [Fact]
    public async Task What_an_engine_reads_from_git_has_no_rendered_charts()
    {
        var result = await room.Render("--gitops");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("'--charts' and '--gitops' exclude each other", result.Error, StringComparison.Ordinal);
    }
}
