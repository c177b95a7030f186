using System.Text.Json;
using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Render;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>Sizes only count when a volume is made: each setting is raised once, and <c>diff</c> says whether the volume follows.</summary>
public sealed class SizeSettingsTests
{
    const string Sections =
        """
            logs: {storageGiB: 11}
            traces: {storageGiB: 12}
            valkey: {storageGiB: 13}
        """;

    static readonly (string Old, string New)[] Everything =
    [
        // Without a store, logs and traces are on volumes; with one in the cluster, so are its buckets.
        ("    logs: {}", Sections),
        ("    objectStore: # outside of this cluster, because backups go there\n", "    objectStore:\n      inCluster: {volumeGiB: 14}\n"),
        ("      sealed: {}", "      sealed: {}\n      vault: {storageGiB: 15}"),
        ("    monitoring:\n", "    monitoring:\n      storageGiB: 16\n"),
        ("    postgres: {}", "    postgres:\n      clusters:\n        orders: {storageGiB: 17, walStorageGiB: 18, databases: [{name: orders}]}"),
        ("      onCall: on-call/ha.yaml", "      onCall: on-call/ha.yaml\n      database: {storageGiB: 19}"),
        ("    services: # three samples", "    tenants:\n      team: {members: {groups: [team]}, quota: {storageGiB: 20}}\n    services: # three samples"),
    ];

    // By definition in the schema: the value above, and the rules that speak when it grows.
    static readonly Dictionary<string, (int Value, string[] Rules)> Sizes = new(StringComparer.Ordinal)
    {
        ["LogsSpec.storageGiB"] = (11, ["DG009"]),
        ["TracesSpec.storageGiB"] = (12, ["DG009"]),
        ["ValkeySpec.storageGiB"] = (13, ["DG009"]),
        ["SeaweedFsSpec.volumeGiB"] = (14, ["DG009"]),
        ["VaultSpec.storageGiB"] = (15, ["DG009"]),
        ["MonitoringSpec.storageGiB"] = (16, ["DG009"]),
        // The operator grows these volumes by itself.
        ["PostgresClusterSpec.storageGiB"] = (17, []),
        ["PostgresClusterSpec.walStorageGiB"] = (18, []),
        ["TriageDatabaseSpec.storageGiB"] = (19, []),
        // A limit, and no volume.
        ["TenantQuotaSpec.storageGiB"] = (20, []),
    };

    [Fact]
    public void Every_size_among_the_settings_has_a_case()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealProcess.RepositoryRoot, "schemas/stack.schema.json")));
        Assert.Equal(
            Sizes.Keys.Order(StringComparer.Ordinal),
            (from definition in schema.RootElement.GetProperty("definitions").EnumerateObject()
             where definition.Value.TryGetProperty("properties", out _)
             from property in definition.Value.GetProperty("properties").EnumerateObject()
             where property.Name.EndsWith("GiB", StringComparison.Ordinal)
             select $"{definition.Name}.{property.Name}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_size_that_grows_is_named_unless_its_volume_follows()
    {
        var before = await Render();
        var found = new List<string>();
        foreach (var (setting, (value, rules)) in Sizes)
        {
            var size = $"GiB: {value}";
            var report = DiffReport.Of(
                new("main", RenderReader.Read(before, isRender: true)) { CanHoldSecrets = false },
                new("pull request", RenderReader.Read(await Render((size, $"GiB: {value + 100}")), isRender: true)) { CanHoldSecrets = false });
            var said = report.Findings.Where(finding => finding.Rule.Id is "DG009" or "DG013").Select(finding => finding.Rule.Id).Distinct().ToArray();
            if (!said.SequenceEqual(rules) || !report.Objects.Any())
                found.Add($"{setting}: {report.Objects.Count()} objects changed, {string.Join(", ", report.Findings.Select(finding => $"{finding.Rule.Id} {finding.Message}"))}");
        }
        Assert.Equal("", string.Join('\n', found));
    }

    static async Task<IReadOnlyDictionary<string, string>> Render(params (string Old, string New)[] edits)
    {
        using var ha = new HaStack([.. Everything, .. edits]);
        var run = await ha.Run();
        Assert.Equal("", string.Join('\n', run.Problems.Select(problem => $"{problem.Path} {problem.Message}")));
        return RenderedTree.Of(run, StackProgram.Basecamp.Files(run.File.Config)).Files;
    }
}
