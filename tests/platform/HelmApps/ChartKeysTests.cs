using Basecamp.Components.Charts;
using Basecamp.Components.Configuration;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing.Contracts;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.HelmApps;

/// <summary>Files of keys, as a stack file names them.</summary>
public sealed class ChartKeysTests
{
    const string Text = """
        # shop 1.2.3
        # a comment
        !old is gone
        image map
        image.pullPolicy string enum=["Always","Never"]
        image.tag string
        labels map-any
        labels.a\.b int
        hosts list
        hosts[] map
        hosts[].name string
        users map
        users.* map
        users.*.quota number
        +replicas int|string
        """;

    [Theory]
    [InlineData("""{ "image": { "tag": "v1" }, "labels": { "a.b": 1, "other": true }, "hosts": [{ "name": "a" }], "users": { "eve": { "quota": 1.5 } }, "replicas": 2 }""")]
    [InlineData("""{ "imge": {} }""", "imge: is nothing that shop 1.2.3 reads: Helm would ignore it. Did you mean `image`?")]
    [InlineData("""{ "tag": "v1" }""", "tag: is nothing that shop 1.2.3 reads: Helm would ignore it. Did you mean `image.tag`?")]
    [InlineData("""{ "unheardOf": 1 }""", "unheardOf: is nothing that shop 1.2.3 reads: Helm would ignore it.")]
    [InlineData("""{ "image": { "tag": 1 } }""", "image.tag: is a whole number, but shop 1.2.3 reads text here.")]
    [InlineData("""{ "replicas": 1.5 }""", "replicas: is a fraction, but shop 1.2.3 reads text or a whole number here.")]
    [InlineData("""{ "image": { "pullPolicy": "Sometimes" } }""", "image.pullPolicy: is \"Sometimes\", but shop 1.2.3 takes `Always` or `Never`.")]
    [InlineData("""{ "hosts": [{ "name": "a" }, { "nme": "b" }] }""", "hosts[1].nme: is nothing that shop 1.2.3 reads: Helm would ignore it. Did you mean `name`?")]
    [InlineData("""{ "users": { "eve": { "quotas": 1 } } }""", "users.eve.quotas: is nothing that shop 1.2.3 reads: Helm would ignore it. Did you mean `quota`?")]
    public void Finds_what_the_chart_would_not_read(string values, params string[] findings)
    {
        Assert.True(ChartKeys.TryRead(Text, out var keys, out var mistake), mistake);
        Assert.True(SettingsReader.TryRead<Holder>($$"""{ "values": {{values}} }""", "", out var read, out _));
        Assert.Equal(findings, Findings(keys, read.Values));
    }

    [Theory]
    [InlineData("", "does not begin with a line `# chart version`")]
    [InlineData("shop 1.2.3", "does not begin with a line `# chart version`")]
    [InlineData("# shop 1.2.3\nimage", "has a line 2 that is no path and type")]
    [InlineData("# shop 1.2.3\n\nimage mapp", "has a line 3 that is no path and type")]
    [InlineData("# shop 1.2.3\nimage string enum=[", "has a line 2 that is no path and type")]
    public void Says_what_is_no_file_of_keys(string text, string message)
    {
        Assert.False(ChartKeys.TryRead(text, out _, out var mistake));
        Assert.Equal(message, mistake);
    }

    [Fact]
    public async Task Agrees_with_the_contracts_that_tests_use_about_every_chart_of_the_platform()
    {
        var charts = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings)).Charts.Where(chart => !chart.IsLocal).ToList();
        Assert.True(charts.Count > 15);
        foreach (var chart in charts)
        {
            var file = RepositoryFiles.PathOf($"tests/contracts/charts/{chart.Chart.Split('/')[^1]}.txt");
            Assert.True(ChartKeys.TryRead(await File.ReadAllTextAsync(file), out var keys, out var mistake), mistake);
            Assert.Equal("", string.Join('\n', Findings(keys, new(chart.Values))));
            // And both find one that is wrong.
            var wrong = chart.Values.Add("thisIsNoValue", "x");
            Assert.Equal(ChartContract.Load(file).Check(wrong).Count > 0, Findings(keys, new(wrong)).Count > 0);
        }
    }

    static IReadOnlyList<string> Findings(ChartKeys keys, FreeMap values)
    {
        var problems = new Problems("");
        keys.Check(values, problems);
        return [.. problems.All.Select(problem => problem.ToString())];
    }

    sealed record Holder
    {
        public FreeMap Values { get; init; } = FreeMap.Empty;
    }
}
