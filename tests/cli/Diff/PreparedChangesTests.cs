using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Render;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>Changes of the shipped stack ha, as they come in pull requests: the right thing is said first.</summary>
public sealed class PreparedChangesTests
{
    // A cluster of PostgreSQL besides those that the apps bring.
    static readonly (string, string) Postgres = ("    postgres: {}",
        "    postgres:\n      clusters:\n        postgres:\n          databases:\n            - name: shop");

    [Fact]
    public async Task An_image_bump_shows_the_image()
    {
        var files = await Render(Postgres);
        var bumped = files.ToDictionary(file => file.Key, file => file.Key.Contains("postgres-core/", StringComparison.Ordinal)
            ? file.Value.Replace("postgresql:18.6-standard", "postgresql:18.7-standard", StringComparison.Ordinal)
            : file.Value);

        Assert.Equal(
            """
            ### basecamp diff: `main` → `pull request`

            **1 caution · 1 changed in 1 app**

            #### ⚠️ Caution

            - **Image without digest** (DG050)
              - `Cluster postgres-core/postgres` `imageName`: `ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie` → `ghcr.io/cloudnative-pg/postgresql:18.7-standard-trixie` has no digest.
              - **Why:** Its tag can be moved to other content, so what runs may not be what was reviewed.
              - **Do:** Write `name:tag@sha256:digest`; in a chart, its value for the digest, where it has one.

            <details><summary><b>postgres-core</b>: 1 changed</summary>

            `Cluster postgres-core/postgres` changed

            ```diff
            - spec.imageName: ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie
            + spec.imageName: ghcr.io/cloudnative-pg/postgresql:18.7-standard-trixie
            ```

            </details>

            """, Markdown(files, bumped));
    }

    // What promoting a version to production is: one line.
    [Fact]
    public async Task A_new_version_of_an_app_changes_one_line_and_endangers_nothing()
    {
        const string Former = "shop:v1.4.0@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a";
        const string Next = "shop:v1.5.0@sha256:11111111111111111111111111111111111111111111111111111111111111aa";

        var report = Report(await Render(), await Render((Former, Next)));

        var finding = Assert.Single(report.Findings);
        Assert.Equal(
            (Severity.Notice, "container `shop` `registry.home.example.com/shop`: `v1.4.0` → `v1.5.0`."), (finding.Severity, finding.Message));
        var change = Assert.Single(report.Objects);
        Assert.Equal(("Deployment shop/shop", "shop"), (change.Id.ToString(), change.App));
        Assert.Equal(["spec.template.spec.containers[shop].image"], change.Fields.Select(field => field.Path.ToString()));
    }

    [Fact]
    public async Task A_widened_policy_shows_who_reaches_what()
    {
        var before = await Render(Postgres);
        var after = await Render(Postgres, ("cidrs: [192.168.70.5/32]", "cidrs: [192.168.70.5/32, 0.0.0.0/0]"));

        var text = Markdown(before, after);

        Assert.StartsWith(
            """
            ### basecamp diff: `main` → `pull request`

            **5 dangerous · 5 changed in 5 apps**

            #### ⛔ Dangerous

            - **Network widened** (DG020)
            """, text, StringComparison.Ordinal);
        Assert.Contains("  - newly allowed in `postgres-core`.\n    - `postgres-core/postgres → internet: 9000/TCP (NetworkPolicy postgres-core/postgres-to-object-store egress[0])`\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_database_shows_the_database()
    {
        var before = await Render(Postgres, ("            - name: shop", "            - name: shop\n            - name: orders"));
        var after = await Render(Postgres);

        var text = Markdown(before, after);

        Assert.StartsWith(
            """
            ### basecamp diff: `main` → `pull request`

            **2 dangerous · 1 changed, 1 removed in 1 app**

            #### ⛔ Dangerous

            - **Stateful object removed** (DG001)
              - `Database postgres-core/postgres-orders` is removed, and with it a database. Its reclaim policy is `retain`. It is guarded: Argo CD asks first, Flux and Pulumi leave it behind.
              - **Why:** Data may go with it, and applying the old state again does not bring it back.
              - **Do:** Make sure a backup exists and was restored once. Remove the clients first, the data in a later change.
            - **Database entry dropped** (DG005)
              - `Cluster postgres-core/postgres` drops `orders` from `spec.managed.roles`.
            """, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task A_chart_value_is_shown_by_its_path_whoever_delivers(string delivery)
    {
        var files = await Render(("basecamp:delivery: pulumi", $"basecamp:delivery: {delivery}"));
        var changed = files.ToDictionary(file => file.Key, file => file.Key.Contains("traefik", StringComparison.Ordinal)
            ? file.Value.Replace("        replicas: 2\n", "        replicas: 1\n", StringComparison.Ordinal).Replace("      replicas: 2\n", "      replicas: 1\n", StringComparison.Ordinal)
            : file.Value);

        var finding = Assert.Single(Report(files, changed).Findings);

        Assert.Equal(("DG060", "traefik"), (finding.Rule.Id, finding.App));
        Assert.Matches("deployment.replicas`: `2` → `1`.$", finding.Message);
    }

    [Fact]
    public async Task Whoever_delivers_the_objects_are_the_same()
    {
        var report = Report(await Render(), await Render(("basecamp:delivery: pulumi", "basecamp:delivery: argocd")));

        // Charts and files change hands; what the stack itself declares is neither lost nor made a second time.
        var others = report.Objects.Where(change => change.App != "argocd-system" && change.Kind != ChangeKind.Changed && !InstalledChart.IsChart(change.Id)
            && change.Id.Kind is not (ObjectId.File or "ClusterRole" or "ClusterRoleBinding"));
        Assert.Equal([], others.Select(change => change.Id.ToString()));
    }

    static string Markdown(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        new DiffMarkdown(Report(before, after), 60_000).Write();

    static DiffReport Report(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) => DiffReport.Of(
        new("main", RenderReader.Read(before, isRender: true)) { CanHoldSecrets = false },
        new("pull request", RenderReader.Read(after, isRender: true)) { CanHoldSecrets = false });

    static async Task<IReadOnlyDictionary<string, string>> Render(params (string Old, string New)[] edits)
    {
        using var ha = new HaStack(edits);
        var run = await ha.Run();
        Assert.True(run.ExitCode == ExitCode.Fine, string.Join('\n', run.Problems.Select(problem => problem.Message).Concat(run.Findings.Select(finding => finding.Message))));
        return RenderedTree.Of(run, StackProgram.Basecamp.Files(run.File.Config)).Files;
    }
}
