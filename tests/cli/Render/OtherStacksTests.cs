using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Tests.Render;

/// <summary>A stack that builds on another one can be looked at with nothing deployed.</summary>
public sealed class OtherStacksTests : IDisposable
{
    const string Staging = """
        config:
          basecamp:tiers: [apps]
          basecamp:platformStack: ha
          basecamp:apps:
            environment: staging
            services:
              shop:
                image: registry.example.org/shop:v1@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a
                port: 8080
                host: shop
        """;

    readonly string directory = Directory.CreateTempSubdirectory("basecamp-stacks-").FullName;

    public OtherStacksTests()
    {
        Directory.CreateDirectory(Path.Combine(directory, "on-call"));
        foreach (var file in new[] { "Pulumi.yaml", "Pulumi.ha.yaml", "on-call/ha.yaml" })
            File.Copy(Path.Combine(RealProcess.RepositoryRoot, file), Path.Combine(directory, file));
        File.WriteAllText(Path.Combine(directory, "Pulumi.staging.yaml"), Staging);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task What_the_other_stack_would_export_comes_from_its_file()
    {
        var run = await Run();
        Assert.Equal((ExitCode.Fine, ""), (run.ExitCode, string.Join('\n', run.Problems.Select(problem => problem.Message))));
        Assert.Contains(run.Stack.Resources, resource => resource is { Type: "kubernetes:apps/v1:Deployment", Name: "shop-staging" });
        Assert.DoesNotContain(run.Stack.Resources, resource => resource.Type == "basecamp:index:PlatformTier");
    }

    [Fact]
    public async Task Without_that_file_the_program_says_what_is_missing()
    {
        File.Delete(Path.Combine(directory, "Pulumi.ha.yaml"));
        var run = await Run();
        Assert.Equal(ExitCode.Unfit, run.ExitCode);
        Assert.Contains("exports no cluster", Assert.Single(run.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_may_be_named_in_full()
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "Pulumi.staging.yaml"), Staging.Replace("platformStack: ha", "platformStack: organization/basecamp/ha", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Fine, (await Run()).ExitCode);
    }

    [Fact]
    public async Task Stacks_that_build_on_each_other_end_with_a_warning()
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "Pulumi.ha.yaml"), Staging.Replace("platformStack: ha", "platformStack: staging", StringComparison.Ordinal));
        var run = await Run();
        Assert.Equal(ExitCode.Unfit, run.ExitCode);
        Assert.Contains(run.Warnings, warning => warning.Message.StartsWith("The stack ha, which staging builds on, is not valid itself", StringComparison.Ordinal));
    }

    Task<OfflineRun> Run() => OfflineRun.StartAsync(StackFileReader.Read(directory, "staging", null), StackProgram.Basecamp, null, default);
}
