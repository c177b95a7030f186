using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>The steps that <c>dr plan</c> prints for the stack ha, and what becomes of its file when they are followed.</summary>
public sealed partial class RecoveryPlanTests : IDisposable
{
    static readonly DateTimeOffset Now = RecoveryRoom.Now;

    readonly RecoveryRoom room = new(
        ("    postgres: {}", "    postgres:\n      clusters:\n        orders:\n          generation: 3\n          recovery: {fromGeneration: 2, targetTime: 2026-03-01T08:30:00Z}\n          databases: [{name: orders}]"),
        ("    services: # three samples", "    charts:\n      files:\n        chart: files\n        repository: https://charts.example.com\n        version: 1.0.0\n        backup: {}\n    services: # three samples"))
    {
        Buckets =
        {
            ["k3s-snapshots"] = new MemoryBucket().With("ha/etcd-snapshot-cp1-1", Now.AddMinutes(-37)),
            ["ha-velero"] = new MemoryBucket().With("backups/nightly-7/velero-backup.json", Now,
                """{"metadata":{"labels":{"velero.io/schedule-name":"velero-nightly"}},"status":{"phase":"Completed","startTimestamp":"2026-11-28T02:00:00Z"}}"""),
            ["ha-postgres"] = new(),
            ["ha-longhorn"] = new(),
        },
    };

    public void Dispose() => room.Dispose();

    [Fact]
    public async Task With_no_machine_alive_it_is_a_new_cluster_with_data_from_backups()
    {
        using var plan = await Plan();

        Assert.Equal("new-cluster", plan.RootElement.GetProperty("mode").GetString());
        Assert.Equal(
            ["Fence the old cluster ha", "Bring back the state, without the old cluster in it", "Say in the stack file that machines and cluster are new",
             "Let databases start from their archives", "Look at it, then build the new cluster", "Keep Velero from writing until everything is back",
             "Bring back the root key of the cluster's own certificate authority, as of 10 h ago", "Bring back the private keys of Sealed Secrets, as of 10 h ago",
             "Wait for the databases", "Bring back the volumes of files, as of 10 h ago", "Back to normal"],
            Titles(plan));
        Assert.Contains(
            "velero restore create --from-backup nightly-7 --include-namespaces files --include-resources persistentvolumeclaims,persistentvolumes --wait", Commands(plan));
    }

    [Fact]
    public async Task What_it_sets_makes_a_new_cluster_whose_databases_start_from_their_archives()
    {
        using var plan = await Plan();

        var run = await Follow(plan);

        Assert.Equal("", string.Join('\n', run.Problems.Select(problem => $"{problem.Path} {problem.Message}").Concat(run.Findings.Select(finding => finding.ToString()))));
        var clusters = KubernetesManifests.From(run.Stack).Objects.Where(each => each.Kind == "Cluster" && each.ApiVersion.StartsWith("postgresql", StringComparison.Ordinal));
        Assert.Equal(
            ["orders: orders-g3 into orders-g4", "triage-db: triage-db-g1 into triage-db-g2"],
            clusters.Select(each => $"{each.Name}: {Source(each)} into {Target(each)}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(clusters, each => JsonSerializer.Serialize(each.Body).Contains("targetTime", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_server_s_disk_alive_the_datastore_is_restored_and_nothing_else()
    {
        using var plan = await Plan("cp2,w1,w2,w3");

        Assert.Equal("snapshot", plan.RootElement.GetProperty("mode").GetString());
        Assert.Equal(
            ["pulumi config set --stack ha --path 'basecamp:homelab.restore.id' 2026-11-28-1200", "pulumi config set --stack ha --path 'basecamp:homelab.restore.server' cp2",
             "pulumi config set --stack ha --path 'basecamp:homelab.restore.snapshot' etcd-snapshot-cp1-1", "pulumi config set --stack ha --path 'basecamp:homelab.restore.fromS3' true",
             "pulumi config set --stack ha --path 'basecamp:homelab.nodes[0].lost' true", "pulumi config set --stack ha --path 'basecamp:homelab.nodes[2].lost' true"],
            Commands(plan).Where(command => command.StartsWith("pulumi config", StringComparison.Ordinal)));
        Assert.Equal("", string.Join('\n', (await Follow(plan)).Problems.Select(problem => $"{problem.Path} {problem.Message}")));
    }

    [Fact]
    public async Task Without_a_snapshot_in_a_bucket_it_says_how_to_find_one_on_the_server()
    {
        room.Buckets["k3s-snapshots"] = new();
        using var plan = await Plan("cp1,cp2,cp3,w1,w2,w3");

        Assert.Contains("ssh basecamp@192.168.70.11 sudo ls -lt /var/lib/rancher/k3s/server/db/snapshots", Commands(plan));
        Assert.DoesNotContain(Titles(plan), title => title!.StartsWith("Power off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("w1,w2,w3", true, "snapshot", "every machine that holds volumes lives, and there is a snapshot of the datastore outside of the servers")]
    [InlineData("w1,w2,w3", false, "new-cluster", "no server's disk lives, and no snapshot was found in a bucket")]
    [InlineData("w1,w3", true, "new-cluster", "no server's disk lives, and volumes on w2 are gone")]
    public async Task Which_way_follows_from_what_lives(string alive, bool hasSnapshot, string mode, string because)
    {
        if (!hasSnapshot)
            room.Buckets["k3s-snapshots"] = new();
        using var plan = await Plan(alive);
        Assert.Equal((mode, because), (plan.RootElement.GetProperty("mode").GetString(), plan.RootElement.GetProperty("because").GetString()));
    }

    [Fact]
    public async Task A_machine_that_is_not_there_is_a_wrong_command_line()
    {
        var result = await Run("--alive", "cp9");
        Assert.Equal((2, "'cp9' is not a machine of ha. Did you mean 'cp1'? Machines: cp1, cp2, cp3, w1, w2, w3.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Long_commands_go_on_behind_a_backslash_and_never_inside_of_quotes()
    {
        var lines = (await Run()).Output.Split('\n');
        Assert.All(lines.Where(line => line.EndsWith('\\')), line => Assert.Equal(0, line.Count(letter => letter == '\'') % 2));
        Assert.Contains(lines, line => line.EndsWith(" \\", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("-- psql -tAc 'select pg_is_in_recovery()'", StringComparison.Ordinal));
    }

    static List<string?> Titles(JsonDocument plan) => [.. plan.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("title").GetString())];

    static List<string> Commands(JsonDocument plan) =>
        [.. plan.RootElement.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("commands").EnumerateArray()).Select(command => command.GetString()!)];

    // Sets and removes in the config what the commands say, as `pulumi config` does with --path, and runs the program with it.
    async Task<OfflineRun> Follow(JsonDocument plan)
    {
        var file = StackFileReader.Read(room.Root, "ha", null);
        var config = new Dictionary<string, string>(file.Config);
        foreach (var command in Commands(plan).Select(command => ConfigCommand().Match(command)).Where(match => match.Success))
        {
            var segments = PropertyPath.Parse(command.Groups["path"].Value).Segments;
            var root = JsonNode.Parse(config[command.Groups["key"].Value])!;
            var node = root;
            foreach (var segment in segments.SkipLast(1))
                node = segment is int index ? node[index]! : node[(string)segment] ??= new JsonObject();
            if (command.Groups["what"].Value == "rm")
                node.AsObject().Remove((string)segments[^1]);
            else
                node[(string)segments[^1]] = int.TryParse(command.Groups["value"].Value, out var number) ? number : bool.TryParse(command.Groups["value"].Value, out var flag) ? flag : command.Groups["value"].Value;
            config[command.Groups["key"].Value] = root.ToJsonString();
        }
        return await OfflineRun.StartAsync(file with { Config = config }, StackProgram.Basecamp, null, default);
    }

    static string? Source(RecordedObject cluster) => cluster.Body.Maps("spec", "externalClusters").Single().Text("plugin", "parameters", "serverName");

    static string? Target(RecordedObject cluster) => cluster.Body.Maps("spec", "plugins").Single().Text("parameters", "serverName");

    async Task<JsonDocument> Plan(string? alive = null)
    {
        var result = await Run(["-o", "json", .. alive is null ? Array.Empty<string>() : ["--alive", alive]]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return JsonDocument.Parse(result.Output);
    }

    async Task<CliResult> Run(params string[] options)
    {
        var result = await room.Run(["plan", .. options]);
        // Progress in a pipe is a line on standard error.
        return result with { Error = string.Join('\n', result.Error.Split('\n').Where(line => !line.EndsWith(" ...", StringComparison.Ordinal))) };
    }

    [GeneratedRegex(@"^pulumi config (?<what>set|rm) --stack ha --path '(?<key>basecamp:[a-z]+)\.(?<path>[^']+)'( (?<value>.+))?$")]
    private static partial Regex ConfigCommand();
}
