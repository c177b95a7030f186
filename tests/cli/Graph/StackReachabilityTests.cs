using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Cli.Tests.Graph;

/// <summary>
/// Who can reach whom in the stacks that this repository ships: the whole matrix, as the rendered policies are enforced. A changed line is a
/// changed firewall.
/// </summary>
/// <remarks>After an intended change run the tests with BASECAMP_APPROVE=1 and review the difference of tests/cli/Graph/reach.</remarks>
public sealed class StackReachabilityTests
{
    [Theory]
    [InlineData("ha")]
    [InlineData("lab")]
    [InlineData("dev")]
    public async Task The_whole_matrix_is_the_reviewed_one(string stack)
    {
        var file = Path.Combine(RealProcess.RepositoryRoot, "tests/cli/Graph/reach", $"{stack}.txt");
        var matrix = string.Concat((await Paths(stack)).Select(path => $"{path.From} -> {path.To}: {path.Ports}\n"));
        if (Environment.GetEnvironmentVariable("BASECAMP_APPROVE") == "1")
            await File.WriteAllTextAsync(file, matrix);
        Assert.Equal(await File.ReadAllTextAsync(file), matrix);
    }

    [Fact]
    public async Task The_internet_reaches_the_ingress_controller_and_nothing_else() => Assert.Equal(
        ["traefik-system/traefik"], (await Paths("ha")).Where(path => path.From == "internet").Select(path => path.To).Distinct());

    [Fact]
    public async Task Only_itself_its_operator_its_clients_prometheus_and_backups_reach_postgres()
    {
        var allowed = new[] { "cnpg-system/", "postgres-core/", "monitoring-system/prometheus" };
        Assert.DoesNotContain(
            await Paths("ha"),
            path => path.To == "postgres-core/postgres" && !Array.Exists(allowed, from => path.From.StartsWith(from, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_in_a_managed_namespace_is_open_to_every_pod()
    {
        var paths = await Paths("ha");
        var sources = paths.Select(path => path.From).Distinct().Count(from => from.Contains('/', StringComparison.Ordinal));
        var everybodys = paths.GroupBy(path => path.To).Where(group => group.Count() >= sources - 1).Select(group => group.Key);
        // DNS is everybody's by design; what runs in kube-system is K3s' own.
        Assert.DoesNotContain(everybodys, to => to.Contains('/', StringComparison.Ordinal) && !to.StartsWith("kube-system/", StringComparison.Ordinal));
    }

    static async Task<IReadOnlyList<GraphPath>> Paths(string stack)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, stack, null);
        var run = await OfflineRun.StartAsync(file, StackProgram.Basecamp, null, default);
        Assert.True(run.IsComplete, string.Join('\n', run.Problems.Select(problem => problem.Message).Concat(run.Failures.Select(failure => failure.Message))));
        return GraphReader.Read(run.Stack, HomelabConfiguration.Parse(file.Config[HomelabConfiguration.DefaultRootPath])).Paths;
    }
}
