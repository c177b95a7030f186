namespace Basecamp.Cli.Tests.Ci;

/// <summary>shellcheck of every shell script that people and CI run, those inside of YAML too. What runs on machines has a test of its own.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "shellcheck")]
public sealed class ShellcheckTests
{
    static readonly string Root = RealProcess.RepositoryRoot;

    public static TheoryData<string> Scripts =>
    [
        .. ((string[])["basecamp", .. Files(".ci"), .. Files("bench"), .. Files("ci")]).Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Workflows => [.. Workflow.All.Select(workflow => workflow.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task It_finds_nothing_in_a_script(string file) =>
        Assert.Equal("", await Shellcheck.Of(await File.ReadAllTextAsync(Path.Combine(Root, file))));

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task It_finds_nothing_in_the_scripts_of_a_workflow(string name)
    {
        foreach (var run in Workflow.All.Single(workflow => workflow.Name == name).Runs)
            Assert.Equal("", await Shellcheck.Of(run));
    }

    [Fact]
    public async Task It_finds_nothing_in_the_scripts_of_the_pipeline_for_GitLab()
    {
        var pipeline = new GitLabPipeline(await File.ReadAllTextAsync(Path.Combine(Root, ".gitlab-ci.yml")));
        Assert.NotEmpty(pipeline.Jobs);
        foreach (var (_, job) in pipeline.Jobs)
            Assert.Equal("", await Shellcheck.Of(GitLabPipeline.Script(job)));
    }

    [Fact]
    public async Task It_would_find_something() => Assert.Contains("SC2086", await Shellcheck.Of("cat $1\n"), StringComparison.Ordinal);

    static IEnumerable<string> Files(string folder) =>
        from file in Directory.GetFiles(Path.Combine(Root, folder))
        where File.ReadLines(file).FirstOrDefault()?.StartsWith("#!", StringComparison.Ordinal) is true
        select Path.GetRelativePath(Root, file);
}
