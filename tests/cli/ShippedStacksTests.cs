using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Render;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Tests;

/// <summary>The stacks of this repository, as a user first meets them.</summary>
public sealed class ShippedStacksTests
{
    [Theory]
    [InlineData("dev", null)]
    [InlineData("lab", null)]
    [InlineData("ha", null)]
    [InlineData("ha", "argocd")]
    [InlineData("ha", "flux")]
    public async Task Has_no_finding_and_renders_to_the_same_bytes_twice_whoever_delivers(string stack, string? delivery)
    {
        var (first, second) = (await Run(stack, delivery), await Run(stack, delivery));
        Assert.Equal("", string.Join('\n', first.Problems.Select(problem => problem.Message).Concat(first.Findings.Select(finding => finding.ToString()))));

        var (before, after) = (Render(first), Render(second));
        Assert.Empty(before.Refusals);
        Assert.NotEmpty(before.Files);
        Assert.Equal(before.Files, after.Files);
        Assert.Equal(delivery is not null, before.Files.Keys.Any(path => path.StartsWith("gitops/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_platform_of_ha_fits_its_machines_also_without_one_of_them()
    {
        var run = await Run("ha", "argocd");
        var capacity = Capacity.Of(run.Stack)!;
        Assert.True(capacity.MayFail >= 1, $"{capacity}; {capacity.Details}");
        Assert.DoesNotContain(run.Warnings, warning => warning.Message.Contains("When one machine fails", StringComparison.Ordinal));
    }

    static RenderedTree Render(OfflineRun run) => RenderedTree.Of(run, StackProgram.Basecamp.Files(run.File.Config));

    static Task<OfflineRun> Run(string stack, string? delivery)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, stack, null);
        if (delivery is not null)
            file = file with { Config = new Dictionary<string, string>(file.Config) { ["basecamp:delivery"] = delivery } };
        return OfflineRun.StartAsync(file, StackProgram.Basecamp, null, default);
    }
}
