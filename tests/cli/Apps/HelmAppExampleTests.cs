using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Render;
using Basecamp.Manifests.Contracts;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Tests.Apps;

/// <summary>The charts that docs/apps/examples shows, added to the stack <c>ha</c> as a user would.</summary>
/// <remarks>Proves what is declared and who may reach whom; that the charts' pods start, no test here sees.</remarks>
public sealed class HelmAppExampleTests
{
    const string NetBox = "docs/apps/examples/netbox.yaml";
    const string FileBrowser = "docs/apps/examples/filebrowser.yaml";

    static readonly ChartContracts Keys = ChartContracts.Load(Path.Combine(RealProcess.RepositoryRoot, "docs/apps/examples/keys"));

    [Theory]
    [InlineData(NetBox, "pulumi")]
    [InlineData(NetBox, "argocd")]
    [InlineData(NetBox, "flux")]
    [InlineData(FileBrowser, "pulumi")]
    [InlineData(FileBrowser, "argocd")]
    [InlineData(FileBrowser, "flux")]
    public async Task Fits_the_stack_without_a_finding_and_renders_no_secret(string fragment, string delivery)
    {
        var run = await StackWith.Fragment(fragment, delivery);
        Assert.Equal("", run.Said());
        var rendered = RenderedTree.Of(run, StackProgram.Basecamp.Files(run.File.Config));
        Assert.Empty(rendered.Refusals);
        Assert.Equal(delivery != "pulumi", rendered.Files.Keys.Any(path => path.StartsWith("gitops/ha/apps/", StringComparison.Ordinal)));
        Assert.DoesNotContain(rendered.Files, file => file.Value.Contains("kind: Secret\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(NetBox, "netbox")]
    [InlineData(FileBrowser, "filebrowser")]
    public async Task Every_value_is_one_that_the_published_chart_reads(string fragment, string chart)
    {
        var release = KubernetesManifests.From((await StackWith.Fragment(fragment)).Stack).Charts.Single(each => each.Name == chart);
        Assert.Empty(Keys.Check(release.Chart, release.Version, release.Values));
    }

    [Theory]
    [InlineData("\"storageClassName\"", "\"storageClasName\"", "basecamp:apps.charts.filebrowser.values.db.pvc.storageClasName: is nothing that filebrowser 1.0.0 reads: Helm would ignore it. "
        + "Did you mean `db.pvc.storageClassName`?")]
    [InlineData("\"1Gi\"", "true", null)]
    [InlineData("\"readOnlyRootFilesystem\":true", "\"anything\":1", null)]
    [InlineData("1.0.0", "1.0.1", "basecamp:apps.charts.filebrowser.keys: is \"docs/apps/examples/keys/filebrowser.txt\", which is of filebrowser 1.0.0, not of filebrowser 1.0.1. "
        + "Make it again as docs/apps/helm-apps.md says.")]
    public async Task A_misspelt_value_is_refused_before_anything_is_deployed(string was, string becomes, string? message)
    {
        var run = await StackWith.Fragment(FileBrowser, change: text => text.Contains(was, StringComparison.Ordinal)
            ? ReplaceFirst(text, was, becomes)
            : throw new InvalidOperationException($"{was} is not in {text}"));
        Assert.Equal(message ?? "", run.Said());
    }

    [Fact]
    public async Task Only_NetBox_the_operator_and_prometheus_reach_its_database_and_the_cache()
    {
        var paths = (await StackWith.Fragment(NetBox)).Paths();
        Assert.Equal(
            ["cnpg-system/cnpg-cloudnative-pg: 8000/TCP", "monitoring-system/prometheus-kube-prometheus-stack: 9187/TCP", "netbox/netbox-housekeeping: 5432/TCP", "netbox/netbox-worker: 5432/TCP",
                "netbox/netbox: 5432/TCP", "postgres-core/postgres: 5432/TCP"],
            To(paths, "postgres-core/postgres"));
        Assert.Equal(
            ["monitoring-system/prometheus-kube-prometheus-stack: 9121/TCP", "netbox/netbox-housekeeping: 6379/TCP", "netbox/netbox-worker: 6379/TCP", "netbox/netbox: 6379/TCP",
                "valkey-core/valkey: 6379/TCP"],
            To(paths, "valkey-core/valkey"));
    }

    [Fact]
    public async Task NetBox_reaches_its_services_and_nothing_else_and_only_its_server_is_reached()
    {
        var paths = (await StackWith.Fragment(NetBox)).Paths();
        Assert.Equal(
            ["kube-system/coredns", "netbox/netbox", "postgres-core/postgres", "valkey-core/valkey"],
            paths.Where(path => path.From.StartsWith("netbox/", StringComparison.Ordinal)).Select(path => path.To).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["monitoring-system/prometheus-kube-prometheus-stack", "traefik-system/traefik"],
            paths.Where(path => path.To == "netbox/netbox" && !path.From.StartsWith("netbox/", StringComparison.Ordinal)).Select(path => path.From).Where(from => from.Contains('/', StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_file_browser_reaches_nothing_but_DNS_and_only_the_ingress_controller_reaches_it()
    {
        var paths = (await StackWith.Fragment(FileBrowser)).Paths();
        Assert.Equal(["filebrowser/filebrowser", "kube-system/coredns"], paths.Where(path => path.From == "filebrowser/filebrowser").Select(path => path.To).Order(StringComparer.Ordinal));
        Assert.Equal(["filebrowser/filebrowser: 8080/TCP", "traefik-system/traefik: 8080/TCP"], To(paths, "filebrowser/filebrowser"));
    }

    [Fact]
    public async Task NetBox_logs_in_with_Secrets_that_only_the_cluster_gets()
    {
        var stack = (await StackWith.Fragment(NetBox, "argocd")).Stack;
        var secrets = stack.OfType("kubernetes:core/v1:Secret").Where(secret => secret.Input("metadata.namespace") is "netbox").OrderBy(secret => secret.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(
            [
                "netbox-config: email_password secret_key", "netbox-superuser: api_token email password username", "platform-cache: host password port uri user",
                "platform-database: dbname host password port uri user",
            ],
            secrets.Select(secret => $"{secret.Input("metadata.name")}: {string.Join(' ', ((IReadOnlyDictionary<string, object>)secret.Input("stringData")!).Keys.Order(StringComparer.Ordinal))}")
                .Order(StringComparer.Ordinal));
        Assert.All(secrets, secret => Assert.True(secret.IsSecret("stringData") && secret.Provider?.Name == "cluster"));
        Assert.Equal(
            ("postgres-rw.postgres-core.svc", "5432", "netbox", "netbox"),
            (Text(secrets, "platform-database", "host"), Text(secrets, "platform-database", "port"), Text(secrets, "platform-database", "dbname"), Text(secrets, "platform-database", "user")));
        Assert.Equal(("valkey.valkey-core.svc", "6379", "default"), (Text(secrets, "platform-cache", "host"), Text(secrets, "platform-cache", "port"), Text(secrets, "platform-cache", "user")));
        Assert.Equal(64d, stack.Single("random:index/randomPassword:RandomPassword", "netbox-secret-netbox-config-secret_key").Input("length"));
        // The values name the hosts that the Secrets hold.
        var values = KubernetesManifests.From((await StackWith.Fragment(NetBox)).Stack).Charts.Single(chart => chart.Name == "netbox").Resource;
        Assert.Equal(Text(secrets, "platform-database", "host"), values.Input("values.externalDatabase.host"));
        Assert.Equal(Text(secrets, "platform-cache", "host"), values.Input("values.cachingDatabase.host"));
    }

    [Fact]
    public async Task What_holds_state_is_forgotten_and_not_deleted_and_backed_up()
    {
        var stack = (await StackWith.Fragment(NetBox)).Stack;
        Assert.True(stack.Single("kubernetes:core/v1:Namespace", "netbox").Options.RetainOnDelete);
        Assert.True(stack.Single("kubernetes:helm.sh/v3:Release", "netbox").Options.RetainOnDelete);
        var schedule = KubernetesManifests.From(stack).Objects.Single(each => each is { Kind: "Schedule", Name: "netbox" });
        Assert.Equal(
            """
            apiVersion: velero.io/v1
            kind: Schedule
            metadata:
              name: netbox
              namespace: velero-system
            spec:
              schedule: 30 */6 * * *
              template:
                includedNamespaces:
                - netbox
                snapshotMoveData: true
                snapshotVolumes: true
                storageLocation: default
                ttl: 720h0m0s
              useOwnerReferencesInBackup: false

            """,
            schedule.ToYaml());
    }

    [Fact]
    public async Task Declared_pods_count_for_capacity()
    {
        var (with, without) = (Capacity.Of((await StackWith.Fragment(NetBox)).Stack)!, Capacity.Of((await StackWith.Fragment(FileBrowser)).Stack)!);
        Assert.True(with.Bytes - without.Bytes > 1024L * 1024 * 1024, $"{with} {without}");
    }

    // Pods, with the first port; machines reach what runs on them anyway.
    static IEnumerable<string> To(IReadOnlyList<GraphPath> paths, string target) => paths.Where(path => path.To == target && path.From.Contains('/', StringComparison.Ordinal))
        .Select(path => $"{path.From}: {path.Ports.Split(' ', ',')[0]}").Order(StringComparer.Ordinal);

    static string Text(List<RecordedResource> secrets, string name, string key) =>
        (string)secrets.Single(secret => secret.Input("metadata.name") is string found && found == name).Input($"stringData.{key}")!;

    static string ReplaceFirst(string text, string was, string becomes) =>
        text.IndexOf(was, StringComparison.Ordinal) is var at ? string.Concat(text.AsSpan(0, at), becomes, text.AsSpan(at + was.Length)) : text;
}
