using System.Text.Json;
using Basecamp.Cli.Recovery.Buckets;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>What <c>dr check</c> says of the stack ha, by what its buckets hold.</summary>
public sealed class DisasterCheckTests : IDisposable
{
    static readonly DateTimeOffset Now = RecoveryRoom.Now;

    readonly RecoveryRoom room = new()
    {
        Buckets =
        {
            ["k3s-snapshots"] = new MemoryBucket().With("ha/etcd-snapshot-cp1-1", Now.AddMinutes(-37)),
            ["ha-velero"] = new MemoryBucket().With("backups/n/velero-backup.json", Now.AddHours(-10), Velero("Completed", Now.AddHours(-10))),
            ["ha-postgres"] = new MemoryBucket().With("triage-db-g1/base/20261128T030000/backup.info", Now.AddHours(-9), Info)
                .With("triage-db-g1/wals/0000000100000000/000000010000000000000003.gz", Now.AddHours(-9))
                .With("triage-db-g1/wals/0000000100000000/000000010000000000000004.gz", Now.AddMinutes(-4)),
        },
    };

    const string Info = "status=DONE\nbegin_wal=000000010000000000000003\nend_wal=000000010000000000000003\nend_time=2026-11-28 03:00:00+00:00\n";

    public void Dispose() => room.Dispose();

    [Fact]
    public async Task With_every_copy_there_nothing_is_lost()
    {
        var result = await Check();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            """
            If everything of ha burned down now  2026-11-28 12:00 UTC

            restorable from the last copy
              cluster/objects      objects that nobody declared, in the cluster's datastore
                                   copied by K3s to s3://k3s-snapshots/ha, '0 * * * *'
                                   back to 37 min ago: etcd-snapshot-cp1-1, 0 KiB
              cert-manager/root    root key of the cluster's own certificate authority
                                   copied by Velero to s3://ha-velero/backups, '0 2 * * *'
                                   back to 10 h ago: n
              sealed-secrets/keys  private keys of Sealed Secrets
                                   copied by Velero to s3://ha-velero/backups, '0 2 * * *'
                                   back to 10 h ago: n
              postgres/triage-db   database triage in triage-db
                                   copied by the archive to s3://ha-postgres/triage-db-g1, '0 3 * * *', changes
                                   every 5 min
                                   back to 4 min ago: base of 2026-11-28 03:00, log to 000000010000000000000004
                                   copied by Velero to s3://ha-velero/backups, '0 2 * * *'
                                   back to 10 h ago: n

            acceptable to lose
              monitoring/metrics   metrics in Prometheus, silences in Alertmanager
                                   Metrics of the past are lost, and alerts that are silenced fire again.

            keep these outside of the cluster yourself
              the git repository with the stack file; the stack's passphrase, or what its secrets provider needs
              an export of the state, with the passwords and keys that were generated: pulumi stack export
              --stack ha --file FILE (check it with --export FILE)

            dr check of ha: 5 items, 0 lost permanently

            """, result.Output);
    }

    [Fact]
    public async Task A_missing_copy_of_each_kind_is_named()
    {
        foreach (var name in room.Buckets.Keys.ToList())
            room.Buckets[name] = new();

        var result = await Check();

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["cluster/objects recreated: there is no snapshot in the bucket", "cert-manager/root recreated: there is no backup of the schedule velero-nightly in the bucket",
             "sealed-secrets/keys lost: there is no backup of the schedule velero-nightly in the bucket",
             "postgres/triage-db lost: there is no base backup in the archive; there is no backup of the schedule velero-nightly in the bucket"],
            await Problems());
        Assert.EndsWith("dr check of ha: 5 items, 2 lost permanently, 2 copies with a problem\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_is_older_than_its_schedule_is_named()
    {
        room.Buckets["ha-velero"] = new MemoryBucket().With("backups/n/velero-backup.json", Now, Velero("Completed", Now.AddHours(-27)));

        Assert.Equal(
            [.. new[] { "cert-manager/root", "sealed-secrets/keys", "postgres/triage-db" }.Select(id =>
                $"{id} restorable: the last one was made 27 h ago, but the schedule '0 2 * * *' makes one at least every 24 h")],
            await Problems());
        Assert.Equal(1, (await Check()).ExitCode);
    }

    [Fact]
    public async Task A_copy_as_old_as_its_schedule_allows_is_fine()
    {
        room.Buckets["ha-velero"] = new MemoryBucket().With("backups/n/velero-backup.json", Now, Velero("Completed", Now.AddHours(-25)));
        Assert.Equal(0, (await Check()).ExitCode);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_said_once_and_nothing_is_called_lost()
    {
        var result = await Check(open: (_, _) => throw new BucketException("https://nas.home.example.com:9000 cannot be reached: no route."));

        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.Output.Split('\n'), line => line.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.EndsWith("dr check of ha: 5 items, 0 lost permanently, 4 unknown\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "the keys in Pulumi.ha.yaml are encrypted. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, as for `pulumi up`.")]
    [InlineData("another", "the passphrase does not decrypt Pulumi.ha.yaml.")]
    public async Task Without_the_passphrase_it_says_what_to_do(string? passphrase, string problem)
    {
        var result = await Check(passphrase: passphrase);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(problem, result.Output.Replace("\n  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_only_promises_are_checked_and_no_passphrase_is_needed()
    {
        var result = await Check(passphrase: null, open: (_, _) => throw new InvalidOperationException("a bucket was opened"), options: "--offline");
        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("dr check of ha: 5 items, 0 lost permanently (offline: no bucket was read)\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_keeps_no_versions_is_a_warning()
    {
        room.Buckets["k3s-snapshots"] = new MemoryBucket { Versions = false }.With("ha/etcd-snapshot-cp1-1", Now.AddMinutes(-37));
        var result = await Check();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\nversioning is off in k3s-snapshots\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_go_to_the_store_and_are_shown_nowhere()
    {
        var given = new List<(string, string)>();
        var text = await Check(open: (store, keys) => { given.Add((keys.AccessKey, keys.SecretKey)); return room.Buckets[store.Bucket]; });
        var json = await Check(options: ["-o", "json"]);

        Assert.Equal(Enumerable.Repeat((RecoveryRoom.Secret, RecoveryRoom.Secret), 3), given);
        Assert.DoesNotContain(RecoveryRoom.Secret, text.Output + text.Error + json.Output + json.Error, StringComparison.Ordinal);
        Assert.Equal("[secret]", new BucketKeys("access", "secret", null).ToString());
    }

    [Theory]
    [InlineData(RecoveryRoom.Words, null, 0)]
    [InlineData("another", "the passphrase does not decrypt its secrets", 1)]
    public async Task An_export_must_be_opened_by_the_passphrase(string passphrase, string? problem, int exitCode)
    {
        await File.WriteAllTextAsync(Path.Combine(room.Root, "state.json"), Export(RecoveryRoom.Salt));
        var result = await Check(passphrase: passphrase, options: ["--offline", "--export", "state.json"]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(problem ?? "the export state.json: 1 resource, 60 min old, the passphrase decrypts it", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_with_interrupted_operations_does_not_do()
    {
        await File.WriteAllTextAsync(Path.Combine(room.Root, "state.json"), Export(RecoveryRoom.Salt).Replace("\"resources\"", "\"pending_operations\":[{}],\"resources\"", StringComparison.Ordinal));
        var result = await Check(options: ["--offline", "--export", "state.json"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 operation was interrupted", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not valid JSON")]
    [InlineData("{\"deployment\":{}", "is not valid JSON")]
    [InlineData("[]", "is not what 'pulumi stack export' writes")]
    public async Task What_is_no_export_is_a_wrong_command_line(string text, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(room.Root, "state.json"), text);
        var result = await Check(options: ["--offline", "--export", "state.json"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    async Task<List<string>> Problems()
    {
        using var json = JsonDocument.Parse((await Check(options: ["-o", "json"])).Output);
        return
        [
            .. from state in json.RootElement.GetProperty("states").EnumerateArray()
               let problems = state.GetProperty("copies").EnumerateArray().Select(copy => copy.GetProperty("problem").GetString()).OfType<string>().ToList()
               where problems.Count > 0
               select $"{state.GetProperty("id").GetString()} {state.GetProperty("fate").GetString()}: {string.Join("; ", problems)}",
        ];
    }

    Task<CliResult> Check(string? passphrase = RecoveryRoom.Words, Func<Basecamp.Components.Durability.CopyStore, BucketKeys, IBucket>? open = null, params string[] options) =>
        room.Run(["check", .. options], passphrase, open);

    static string Velero(string phase, DateTimeOffset started) =>
        $$$"""{"metadata":{"labels":{"velero.io/schedule-name":"velero-nightly"}},"status":{"phase":"{{{phase}}}","startTimestamp":"{{{started:yyyy-MM-ddTHH:mm:ssZ}}}"}}""";

    static string Export(string salt) =>
        $$$"""{"version":3,"deployment":{"manifest":{"time":"2026-11-28T11:00:00Z"},"secrets_providers":{"type":"passphrase","state":{"salt":"{{{salt}}}"}},"resources":[{}]}}""";
}
