using System.Text.RegularExpressions;
using Basecamp.Tests;

namespace Basecamp.Cluster.Tests.Doctor;

/// <summary>What docs/doctor.md says of findings is true.</summary>
public sealed partial class DoctorPageTests
{
    static readonly HashSet<string> Listed = [.. Name().Matches(File.ReadAllText(RepositoryFiles.PathOf("docs/doctor.md"))
        .Split("## What it finds")[1].Split("Not told by")[0]).Select(match => match.Groups["id"].Value)];

    static readonly string Source = string.Concat(Directory.EnumerateFiles(RepositoryFiles.PathOf("cluster/Doctor"), "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText));

    [Fact]
    public void Every_prepared_cause_is_listed() => Assert.Equal([], PreparedCauses.All.Select(cause => cause.Check).Distinct().Except(Listed));

    [Fact]
    public void Every_finding_that_is_listed_exists() => Assert.Equal([], Listed.Where(id => !Source.Contains($"\"{id}\"", StringComparison.Ordinal)
        && !IsComposed(id)));

    // Kind and -missing.
    static bool IsComposed(string id) => id is "secret-missing" or "configmap-missing";

    [GeneratedRegex("`(?<id>[a-z]+(-[a-z]+)*)`")]
    private static partial Regex Name();
}
