using Basecamp.Components.Parts;

namespace Basecamp.Architecture.Tests;

/// <summary>The floors of the library, from the ground up: a folder uses its own floor and those below it.</summary>
static class Floors
{
    /// <summary>Name of the floor, its folders, and the floors that it uses.</summary>
    public static readonly (string Name, string[] Folders, string[] Below)[] All =
    [
        // What settings are made of, and what a cluster is.
        ("base", ["Catalog", "Clusters", "Configuration", "Durability", "Placement", "Values", "Workloads"], []),
        ("homelab", ["Hosts", "K3d", "K3s", "Topology", "Vagrant"], ["base"]),
        ("delivery", ["Charts", "Delivery"], ["base"]),
        ("network", ["Network"], ["base", "delivery"]),
        // What every component builds on.
        ("platform", ["ObjectStore", "Platform"], ["base", "delivery", "network"]),
        // What every component is made of.
        ("parts", ["Alerts", "Connections", "Exposure", "Namespaces", "Parts"], ["base", "delivery", "network", "platform"]),
        // Folders with a PlatformPart, so that a new one needs no line here.
        ("products", Products, ["base", "delivery", "network", "platform", "parts"]),
        ("apps", ["HelmApps", "Tenants", "WebApps"], ["base", "delivery", "network", "platform", "parts", "products"]),
    ];

    static string[] Products =>
    [
        .. typeof(PlatformPart).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlatformPart)) && !type.IsAbstract)
            .Select(part => part.Namespace!["Basecamp.Components.".Length..]).Distinct(),
    ];

    /// <summary>Uses that no floor allows, and folders that are on none.</summary>
    public static IEnumerable<string> Violations(FolderGraph graph)
    {
        var floorOf = All.SelectMany(floor => floor.Folders.Select(folder => (folder, floor))).ToDictionary(each => each.folder, each => each.floor);
        foreach (var folder in graph.Folders.Where(folder => !floorOf.ContainsKey(TopOf(folder))))
            yield return $"{folder} is on no floor";
        foreach (var (from, to, example) in graph.Uses)
            if (floorOf.TryGetValue(TopOf(from), out var upper) && floorOf.TryGetValue(TopOf(to), out var lower)
                && upper.Name != lower.Name && !upper.Below.Contains(lower.Name))
                yield return $"{upper.Name} uses {lower.Name}: {from} -> {to} ({example})";
    }

    static string TopOf(string folder) => folder.Split('.')[0];
}
