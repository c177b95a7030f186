using Basecamp.Components.Tests.Configuration;
using Basecamp.Components.Topology.Validation;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.Topology;

/// <summary>
/// Whole stack files as users write them: each invalid one gives exactly the findings beside it, each valid one gives none.
/// </summary>
/// <remarks>
/// After changing a message on purpose, run the tests with BASECAMP_APPROVE=1 and review the changed *.expected.txt files.
/// </remarks>
public class FixtureTests
{
    static readonly string Folder = RepositoryFiles.PathOf("tests/components/Topology/fixtures");

    public static TheoryData<string> Invalid => [.. Names("invalid")];

    public static TheoryData<string> Valid => [.. Names("valid")];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Refuses_with_exactly_the_expected_findings(string name)
    {
        var accepted = HomelabConfiguration.TryParse(Read("invalid", name), out var topology, out var problems);

        Assert.False(accepted);
        Assert.Null(topology);
        var findings = string.Concat(problems.Select(problem => $"{problem}\n"));
        Approved.Equal($"tests/components/Topology/fixtures/invalid/{name}.expected.txt", findings);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Accepts(string name)
    {
        var accepted = HomelabConfiguration.TryParse(Read("valid", name), out var topology, out var problems);

        Assert.Empty(problems);
        Assert.True(accepted);
        Assert.NotNull(topology);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Never_repeats_a_secret(string name)
    {
        // Every secret in the fixtures is this word or contains it.
        Assert.False(HomelabConfiguration.TryParse(Read("invalid", name), out _, out var problems));

        Assert.DoesNotContain(problems, problem => problem.Message.Contains("hunter2", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_expectation_belongs_to_a_stack_file()
    {
        Assert.Equal(Names("invalid"), Names("invalid", ".expected.txt"));
    }

    static string[] Names(string kind, string extension = ".yaml") =>
        [.. Directory.GetFiles(Path.Combine(Folder, kind), $"*{extension}")
            .Select(file => Path.GetFileName(file)[..^extension.Length]).Order(StringComparer.Ordinal)];

    static string Read(string kind, string name) => StackYaml.ToJson(File.ReadAllText(Path.Combine(Folder, kind, $"{name}.yaml")));
}
