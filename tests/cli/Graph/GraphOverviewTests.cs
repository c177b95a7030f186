using Basecamp.Cli.Graph;

namespace Basecamp.Cli.Tests.Graph;

public class GraphOverviewTests
{
    static GraphModel Cluster(int namespaces, params (string From, string To)[] paths) => new(
        "test",
        null,
        [.. Enumerable.Range(0, namespaces).Select(index => new GraphNamespace($"n{index}", GraphTier.Apps,
            [new($"n{index}/a", "a", "Deployment", 1, []), new($"n{index}/b", "b", "Deployment", 1, [])]))],
        [new("internet", "Internet", GraphPlaceKind.Outside), new("kube-apiserver", "API", GraphPlaceKind.ApiServer)],
        [.. paths.Select(path => new GraphPath(path.From, path.To, "80/TCP"))],
        []);

    [Fact]
    public void Lines_are_between_namespaces_once_and_sorted()
    {
        var overview = GraphOverview.Of(Cluster(3, ("n2/a", "n0/a"), ("n0/a", "n1/a"), ("n0/b", "n1/b"), ("n0/a", "n0/b")));

        Assert.Equal([("n0", "n1"), ("n2", "n0")], overview.Lines);
        Assert.Empty(overview.Hubs);
    }

    [Fact]
    public void Who_comes_in_is_a_line_and_who_leaves_is_not()
    {
        var overview = GraphOverview.Of(Cluster(2, ("internet", "n0/a"), ("n1/a", "internet"), ("n1/a", "kube-apiserver")));

        Assert.Equal([("internet", "n0")], overview.Lines);
    }

    [Fact]
    public void Whoever_has_too_many_partners_gets_words_instead_of_lines()
    {
        var scrapes = Enumerable.Range(1, 14).Select(index => ("n0/a", $"n{index}/a"));
        var lookups = Enumerable.Range(2, 12).Select(index => ($"n{index}/a", "n1/a"));

        var overview = GraphOverview.Of(Cluster(15, [.. scrapes, .. lookups, ("n3/a", "n4/a")]));

        Assert.Equal([("n3", "n4")], overview.Lines);
        Assert.Equal(
            new Dictionary<string, string> { ["n0"] = "reaches 14 namespaces", ["n1"] = "reached from 13 namespaces" },
            overview.Hubs);
    }
}
