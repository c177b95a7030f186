using System.Text.Json.Nodes;

namespace Basecamp.Cli.Tests.StackFiles;

/// <summary>One reading of a stack file finds what is wrong in all tiers, in form and in meaning.</summary>
public sealed class EveryProblemAtOnceTests
{
    [Fact]
    public void Mistakes_in_form_hide_neither_their_tier_s_meaning_nor_other_tiers()
    {
        var config = HaStack.Config();
        var (homelab, platform, apps) = (config["basecamp:homelab"], config["basecamp:platform"], config["basecamp:apps"]);
        homelab["netwrok"] = Take(homelab, "network");
        homelab["nodes"]![0]!["address"] = homelab["nodes"]![1]!["address"]!.DeepClone();
        platform["postgres"]!["clusters"] = JsonNode.Parse("""{ "main": { "databases": [{ "name": "shop" }], "storageGiB": "20", "backup": { "retentionDays": 0 } } }""");
        apps["services"] = JsonNode.Parse("""{ "shop": { "image": "example.org/shop:latest", "port": 80, "hots": "shop" } }""");

        Assert.Equal(
            [
                "basecamp:apps.services.shop.hots",
                "basecamp:apps.services.shop.image",
                "basecamp:apps.services.shop.port",
                "basecamp:homelab.netwrok",
                "basecamp:homelab.nodes[1].address",
                "basecamp:platform.postgres.clusters.main.backup.retentionDays",
                "basecamp:platform.postgres.clusters.main.storageGiB",
            ],
            HaStack.Problems(config).Select(problem => problem.Path).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_suggests_nothing_adds_no_misleading_finding()
    {
        var config = HaStack.Config();
        config["basecamp:homelab"].Remove("nodes");
        config["basecamp:homelab"]["network"]!["cni"] = 7;
        Assert.Equal(["basecamp:homelab.network.cni"], HaStack.Problems(config).Select(problem => problem.Path));
    }

    [Fact]
    public void The_file_as_it_is_has_no_problem() => Assert.Empty(HaStack.Problems(HaStack.Config()));

    /// <summary>Rules of one tier look at the values of another, valid or not: each value is replaced by each of these, one after the other.</summary>
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"x y!\"")]
    [InlineData("\"10.0/16\"")]
    [InlineData("-1")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Whatever_a_value_is_the_answer_is_a_list_of_problems(string wrong)
    {
        var crashes = new List<string>();
        var leaves = HaStack.Config().SelectMany(tier => Leaves(tier.Value, tier.Key)).ToList();
        foreach (var path in leaves)
        {
            var config = HaStack.Config();
            Replace(config, path, wrong);
            try
            {
                HaStack.Problems(config);
            }
            catch (Exception exception)
            {
                crashes.Add($"{path}: {exception.GetType().Name}: {exception.Message}");
            }
        }
        Assert.True(leaves.Count > 80, $"{leaves.Count} values");
        Assert.Equal("", string.Join('\n', crashes));
    }

    static JsonNode? Take(JsonObject from, string key)
    {
        var value = from[key]?.DeepClone();
        from.Remove(key);
        return value;
    }

    static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject map => [path, .. map.SelectMany(entry => Leaves(entry.Value, $"{path}\n{entry.Key}"))],
        JsonArray list => [path, .. list.Index().SelectMany(entry => Leaves(entry.Item, $"{path}\n{entry.Index}"))],
        _ => [path],
    };

    static void Replace(Dictionary<string, JsonObject> config, string path, string wrong)
    {
        var segments = path.Split('\n');
        if (segments.Length == 1)
            return;
        JsonNode at = config[segments[0]];
        foreach (var segment in segments[1..^1])
            at = (at is JsonArray list ? list[int.Parse(segment, null)] : at[segment])!;
        if (at is JsonArray items)
            items[int.Parse(segments[^1], null)] = JsonNode.Parse(wrong);
        else
            at[segments[^1]] = JsonNode.Parse(wrong);
    }
}
