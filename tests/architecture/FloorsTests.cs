namespace Basecamp.Architecture.Tests;

/// <summary>The tree is the architecture, inside of projects too: floors, and no circles.</summary>
public sealed class FloorsTests
{
    static readonly FolderGraph Components = FolderGraph.Of("components", "Basecamp.Components");

    [Fact]
    public void Every_folder_of_the_library_uses_its_own_floor_and_those_below() => Assert.Empty(Floors.Violations(Components));

    [Fact]
    public void Floors_are_listed_from_the_ground_up_and_name_folders_that_exist()
    {
        var folders = Components.Folders.Select(folder => folder.Split('.')[0]).ToHashSet();
        Assert.All(Floors.All, floor => Assert.All(floor.Folders, folder => Assert.Contains(folder, folders)));
        for (var index = 0; index < Floors.All.Length; index++)
            Assert.All(Floors.All[index].Below, below => Assert.Contains(below, Floors.All.Take(index).Select(floor => floor.Name)));
    }

    [Theory]
    // Upwards, across, and around.
    [InlineData("Network", "Velero", "network uses products: Network -> Velero (planted)")]
    [InlineData("Delivery", "Topology", "delivery uses homelab: Delivery -> Topology (planted)")]
    [InlineData("K3s.Config", "Platform", "homelab uses platform: K3s.Config -> Platform (planted)")]
    [InlineData("Postgres", "Toolbox", "Toolbox is on no floor")]
    public void A_use_that_no_floor_allows_is_found(string from, string to, string finding) =>
        Assert.Equal([finding], Floors.Violations(Components.With(from, to)));

    [Fact]
    public void Uses_are_seen_in_types_and_in_constants()
    {
        var uses = Components.Uses.Select(use => (use.From, use.To)).ToHashSet();
        Assert.Contains(("Velero", "Parts"), uses);
        // ScrapedPorts has nothing but constants and lists of them.
        Assert.Contains(("MetalLb", "Clusters"), uses);
        Assert.DoesNotContain(("Parts", "Velero"), uses);
    }

    [Theory]
    [InlineData("components", "Basecamp.Components")]
    [InlineData("testing", "Basecamp.Testing")]
    public void No_folders_run_in_a_circle(string folder, string root) => Assert.Empty(FolderGraph.Of(folder, root).Circles());

    [Fact]
    public void A_circle_is_found() =>
        Assert.Equal([["Delivery", "Network"]], Components.With("Delivery", "Network").Circles());

    /// <summary>Projects that still have one. The lists only get shorter: whoever takes a folder out of its circle takes it out of here.</summary>
    [Theory]
    [MemberData(nameof(Remaining))]
    public void A_circle_that_is_left_gets_no_larger(string folder, string root, string assembly, string why, string[] circle)
    {
        Assert.NotEmpty(why);
        var found = FolderGraph.Of(folder, root, assembly).Circles().SelectMany(each => each).ToHashSet(StringComparer.Ordinal);
        Assert.True(found.SetEquals(circle), $"joined: {string.Join(", ", found.Except(circle))}; left: {string.Join(", ", circle.Except(found))}");
    }

    public static TheoryData<string, string, string, string, string[]> Remaining => new()
    {
        {
            "cli", "Basecamp.Cli", "basecamp", "Commands, the terminal and exit codes know of each other through the context that commands get.",
            [
                FolderGraph.Top, "Charts", "Commands", "Diff", "Diff.Comparing", "Diff.Model", "Diff.Network", "Diff.Output", "Diff.Prediction", "Diff.Reading",
                "Diff.Revisions", "Diff.Rules", "Doctor", "Graph", "Handover", "Images", "Offline", "Preview", "Recovery", "Recovery.Check", "Recovery.Plan", "Render",
                "Status", "Terminal",
            ]
        },
        {
            "apps/triage", "Basecamp.Triage", "Basecamp.Triage", "Options, problems and logs of the service stand beside its wiring.",
            ["Access", "Channels", "Cli", "Database", "Dev", "Engine", "Heartbeats", "Hosting", "Incidents", "Incidents.Transitions", "Ingest", "Metrics", "OnCall", "Settings", "Web"]
        },
    };
}
