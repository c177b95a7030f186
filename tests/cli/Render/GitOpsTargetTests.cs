using Basecamp.Cli.Offline;
using Basecamp.Cli.Render;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Tests.Render;

/// <summary>What `render --gitops` writes where: several stacks share one repository.</summary>
public sealed class GitOpsTargetTests : IDisposable
{
    readonly string repository = Directory.CreateTempSubdirectory("basecamp-repository-").FullName;

    public void Dispose() => Directory.Delete(repository, recursive: true);

    [Fact]
    public async Task Two_stacks_write_side_by_side_and_each_only_its_own()
    {
        var tree = await Tree("flux");
        Write(tree);
        // The same stack under another name, as a second cluster would be.
        Write(await Tree("flux", "edge"));

        Assert.Equal(["edge", "ha"], Directory.GetDirectories(Path.Combine(repository, "gitops")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["gitops"], Directory.GetFileSystemEntries(repository).Select(Path.GetFileName));
        Assert.Equal(0, new RenderDirectory(Target(tree).Directory).Compare(tree.ForRepository).Count);
        Assert.True(File.Exists(Path.Combine(repository, "gitops/ha/apps/triage/deployment-triage-triage.yaml")));
    }

    [Fact]
    public async Task The_files_are_those_that_the_whole_render_has_for_the_repository()
    {
        var tree = await Tree("argocd");
        Assert.Equal(
            tree.Files.Where(file => file.Key.StartsWith("gitops/ha/", StringComparison.Ordinal)).ToDictionary(file => file.Key["gitops/ha/".Length..], file => file.Value),
            tree.ForRepository);
        Assert.NotEmpty(tree.ForRepository);
        Assert.Equal(("gitops/ha", "--gitops --out ."), (Target(tree).Shown, Target(tree).Options));
    }

    [Fact]
    public async Task A_stack_that_Pulumi_delivers_has_nothing_for_a_repository() => Assert.Null(RenderTarget.OfRepository(await Tree("pulumi"), ".", repository));

    RenderTarget Target(RenderedTree tree) => RenderTarget.OfRepository(tree, ".", repository)!;

    void Write(RenderedTree tree)
    {
        var target = Target(tree);
        new RenderDirectory(target.Directory).Write(target.Files, CancellationToken.None);
    }

    static async Task<RenderedTree> Tree(string delivery, string name = "ha")
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null);
        var config = new Dictionary<string, string>(file.Config) { ["basecamp:delivery"] = delivery };
        var run = await OfflineRun.StartAsync(file with { Stack = name, Config = config }, StackProgram.Basecamp, null, default);
        return RenderedTree.Of(run, new Dictionary<string, string>());
    }
}
