using System.Text.Json;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Reading;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>Charts that get another version: what that does, before everything else.</summary>
public sealed class ChartBumpTests
{
    const string Role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules: [{apiGroups: [''], resources: [pods], verbs: [get]}]\n";
    const string Config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: apps}\ndata: {a: '1'}\n";

    static string Installed(string name, string version, string repository = "https://example.github.io/charts") =>
        $"name: {name}\nnamespace: apps\nchart: {name}\nversion: {version}\nrepository: {repository}\nvalues: {{}}\n";

    static DiffReport Compare(Dictionary<string, string> before, Dictionary<string, string> after) => DiffReport.Of(Side("old", before), Side("new", after));

    static DiffSide Side(string label, Dictionary<string, string> files) => new(label, RenderReader.Read(files, isRender: true)) { CanHoldSecrets = false };

    static Dictionary<string, string> Files(string version, string role = Role, string config = Config) => new()
    {
        ["charts/platform/apps/alpha.yaml"] = Installed("alpha", version),
        ["charts/platform/apps/alpha/configmap-apps-c.yaml"] = config,
        ["charts/platform/apps/beta.yaml"] = Installed("beta", version),
        ["charts/platform/apps/beta/clusterrole-r.yaml"] = role,
        ["charts/platform/apps/gamma.yaml"] = Installed("gamma", "1.0.0"),
        ["charts/platform/apps/gamma/configmap-apps-g.yaml"] = Config.Replace("name: c", "name: g", StringComparison.Ordinal),
    };

    static DiffReport Bump() => Compare(
        Files("1.0.0"), Files("1.1.0", Role.Replace("[get]", "[get, delete]", StringComparison.Ordinal), Config.Replace("'1'", "'2'", StringComparison.Ordinal)));

    [Fact]
    public void The_comment_leads_with_them_the_dangerous_first()
    {
        var text = new DiffMarkdown(Bump(), 60_000).Write();

        Assert.StartsWith(
            """
            ### basecamp diff: `old` → `new`

            **1 dangerous, 2 notices · 4 changed in 2 apps**

            - **beta** `1.0.0` → `1.1.0` ([release notes](https://github.com/example/charts/releases)): 1 dangerous · 1 changed of its objects
            - **alpha** `1.0.0` → `1.1.0` ([release notes](https://github.com/example/charts/releases)): nothing to watch out for · 1 changed of its objects

            #### ⛔ Dangerous

            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_gets_another_version_nothing_is_said_of_charts()
    {
        var report = Compare(Files("1.0.0"), Files("1.0.0", config: Config.Replace("'1'", "'2'", StringComparison.Ordinal)));

        Assert.Empty(report.Charts);
        Assert.DoesNotContain("release notes", new DiffMarkdown(report, 60_000).Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_get_the_numbers()
    {
        using var read = JsonDocument.Parse(DiffJson.Write(Bump(), 1));

        Assert.Equal(
            """{"name":"beta","namespace":"apps","release":"beta","before":"1.0.0","after":"1.1.0","releaseNotes":"https://github.com/example/charts/releases","compared":true,"notice":0,"caution":0,"danger":1,"changed":1,"added":0,"removed":0}""",
            JsonSerializer.Serialize(read.RootElement.GetProperty("charts")[0]));
    }

    [Fact]
    public void Without_the_objects_of_charts_it_says_so()
    {
        static Dictionary<string, string> Values(string version) => new() { ["charts/platform/apps/alpha.yaml"] = Installed("alpha", version) };

        var bump = Assert.Single(Compare(Values("1.0.0"), Values("1.1.0")).Charts);

        Assert.Equal((false, "what it renders to is not compared"), (bump.IsCompared, bump.Summary()));
    }

    [Theory]
    [InlineData("""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: unit, namespace: argocd}
        spec: {sources: [{repoURL: 'https://example.github.io/charts', chart: beta, targetRevision: VERSION, helm: {releaseName: beta, namespace: apps}}]}
        """, "https://github.com/example/charts/releases")]
    [InlineData("""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: beta, namespace: flux}
        spec: {releaseName: beta, targetNamespace: apps, chart: {spec: {chart: beta, version: VERSION}}}
        """, null)]
    public void What_a_GitOps_engine_installs_is_found_with_its_objects(string wrapper, string? notes)
    {
        Dictionary<string, string> At(string version, string role) => new()
        {
            ["gitops/ha/platform/unit/wrapper.yaml"] = wrapper.Replace("VERSION", version, StringComparison.Ordinal),
            ["charts/platform/apps/beta/clusterrole-r.yaml"] = role,
        };

        var bump = Assert.Single(Compare(At("1.0.0", Role), At("1.1.0", Role.Replace("[get]", "[get, delete]", StringComparison.Ordinal))).Charts);

        Assert.Equal(("beta", "1.0.0", "1.1.0", notes, "1 dangerous · 1 changed of its objects"), (bump.Name, bump.Before, bump.After, bump.Notes, bump.Summary()));
    }

    [Fact]
    public void Names_and_versions_stay_text()
    {
        static Dictionary<string, string> Hostile(string version) => new()
        {
            ["charts/platform/apps/x.yaml"] = Installed("'<img>'", $"'{version}) [x](https://evil.example)'", "'https://evil.github.io/x)'"),
        };

        var text = new DiffMarkdown(Compare(Hostile("1"), Hostile("2")), 60_000).Write();

        Assert.Contains("\n- **&lt;img&gt;** `1) [x](https://evil.example)` → `2) [x](https://evil.example)`: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("release notes", text, StringComparison.Ordinal);
    }
}
