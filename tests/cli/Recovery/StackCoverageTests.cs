using Basecamp.Cli.Recovery.Coverage;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>BC016: what is lost for ever together with the cluster is found in the preview.</summary>
public class StackCoverageTests
{
    const string Files = "    charts:\n      files:\n        chart: files\n        repository: https://charts.example.com\n        version: 1.0.0\n        backup: {}\n    services: # three samples";

    static readonly (string, string) NoVelero = ("    velero: {}\n", "");

    static readonly (string, string) WithFiles = ("    services: # three samples", Files);

    // Without Longhorn, claims get local-path, which the file otherwise leaves out.
    static readonly (string, string)[] NoLonghorn = [("    longhorn: {}\n", ""), ("      serverConfig:\n        disable: [local-storage] # Longhorn's class is the default one\n", "")];

    [Fact]
    public async Task Everything_of_ha_that_cannot_be_made_again_has_a_copy_outside()
    {
        var coverage = await Of();

        Assert.Equal(
            ["cluster/objects: K3s", "cert-manager/root: Velero", "sealed-secrets/keys: Velero", "monitoring/metrics: Longhorn, Velero", "postgres/triage-db: the archive, Velero"],
            coverage.All.Select(state => $"{state.State.Id}: {string.Join(", ", state.Surviving.Select(copy => copy.By))}"));
        Assert.Empty(await Findings());
    }

    [Fact]
    public async Task Keys_that_nothing_copies_are_a_finding()
    {
        var finding = Assert.Single(await Findings(NoVelero));
        Assert.Equal(
            "sealed-secrets/keys: no copy of the private keys of Sealed Secrets survives the cluster. "
            + "No sealed secret in git can be read any more: every one has to be sealed again from its plain text.", finding.Message);
        Assert.Equal(
            "Switch on `velero`, which copies Secrets with their namespaces. Or say in `basecamp:acceptedLosses` why it may be lost: 'sealed-secrets/keys: reason'.", finding.Fix);
    }

    [Fact]
    public async Task A_stated_reason_is_enough() =>
        Assert.Empty(await Findings(NoVelero, ("config:\n", "config:\n  basecamp:acceptedLosses:\n    sealed-secrets/keys: all of them are in the safe, too\n")));

    [Fact]
    public async Task A_reason_for_what_is_not_there_is_a_finding()
    {
        var finding = Assert.Single(await Findings(("config:\n", "config:\n  basecamp:acceptedLosses:\n    sealed-secrets/key: is in the safe\n")));
        Assert.Equal("`basecamp:acceptedLosses` gives a reason for 'sealed-secrets/key', which is not an item of this stack.", finding.Message);
        Assert.Contains("sealed-secrets/keys", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_charts_volumes_are_copied_by_Longhorn_and_Velero()
    {
        var files = Assert.Single((await Of(WithFiles)).All, state => state.State.Id == "charts/files");
        Assert.Equal(["Longhorn", "Velero"], files.Surviving.Select(copy => copy.By));
    }

    // Velero copies volumes by snapshots, which local-path does not take: nothing said so.
    [Fact]
    public async Task Without_Longhorn_Velero_copies_no_volume()
    {
        var finding = Assert.Single(await Findings([WithFiles, .. NoLonghorn]));
        Assert.StartsWith("charts/files: no copy of the volumes of files survives the cluster.", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("Nothing copies volumes of local-path: switch on `longhorn`", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_Velero_leaves_out_is_not_copied_by_it()
    {
        var finding = Assert.Single(await Findings(("    velero: {}", "    velero: {exclude: [sealed-secrets-system]}")));
        Assert.StartsWith("sealed-secrets/keys: ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_of_its_own_is_what_counts_for_a_chart()
    {
        var coverage = await Of(("    services: # three samples", Files.Replace("backup: {}", "backup: {schedule: \"0 */6 * * *\"}", StringComparison.Ordinal)));
        var velero = Assert.Single(Assert.Single(coverage.All, state => state.State.Id == "charts/files").Surviving, copy => copy.By == "Velero");
        Assert.Equal(("files", "0 */6 * * *"), (velero.ScheduleName, velero.Schedule));
    }

    [Theory]
    [InlineData("[a]", "basecamp:acceptedLosses")]
    [InlineData("{x: ''}", "basecamp:acceptedLosses.x")]
    [InlineData("{x: 3}", "basecamp:acceptedLosses.x")]
    public async Task A_reason_is_a_sentence(string value, string path)
    {
        using var ha = new HaStack(("config:\n", $"config:\n  basecamp:acceptedLosses: {value}\n"));
        Assert.Equal([path], (await ha.Run()).Problems.Select(problem => problem.Path));
    }

    static async Task<StackCoverage> Of(params (string Old, string New)[] edits)
    {
        using var ha = new HaStack(edits);
        var run = await ha.Run();
        Assert.Equal("", string.Join('\n', run.Problems.Select(problem => $"{problem.Path} {problem.Message}")));
        return StackCoverage.Of(run.Stack, run.Below, run.File.Config);
    }

    static async Task<IReadOnlyList<Testing.Guardrails.Finding>> Findings(params (string Old, string New)[] edits)
    {
        using var ha = new HaStack(edits);
        var run = await ha.Run();
        Assert.Equal("", string.Join('\n', run.Problems.Select(problem => $"{problem.Path} {problem.Message}")));
        return [.. run.Findings.Where(finding => finding.Id == StackCoverage.Id)];
    }
}
