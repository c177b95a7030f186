using System.Text.Json.Nodes;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Infra.Platform;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>What features need of each other is declared, all of it: whoever takes something away is told by exactly those who need it.</summary>
public sealed class PartNeedsTests
{
    [Fact]
    public void Features_need_exactly_this_of_others() => Assert.Equal(
        [
            "certificates.acme needs domain",
            "ingress needs certificates",
            "longhorn.backups needs objectStore.external",
            "objectStore needs objectStore.external",
            "postgres needs certificates",
            "postgres.clusters.postgres.backup needs objectStore",
            "velero needs objectStore",
        ],
        NeedsOf(Everything.Settings).Select(need => $"{need.Path} needs {need.Of}").Order(StringComparer.Ordinal));

    [Fact]
    public void With_everything_all_needs_are_met()
    {
        Assert.All(NeedsOf(Everything.Settings), need => Assert.True(need.IsMet, need.Path));
        Assert.Empty(Findings(Everything.Settings));
    }

    /// <summary>Sections that can be taken away, and what others need.</summary>
    public static TheoryData<string> Removable =>
        [.. PlatformParts.All.Select(part => part.Section).OfType<string>().Concat(NeedsOf(Everything.Settings).Select(need => need.Of))
            .Append("objectStore").Distinct().Where(path => At(Everything.Json(), path) is not null).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Removable))]
    public void Whoever_needs_what_is_taken_away_says_so_and_nobody_else(string path)
    {
        var json = Everything.Json();
        var keys = path.Split('.');
        ((JsonObject)(keys.Length == 1 ? json : At(json, string.Join('.', keys[..^1]))!)).Remove(keys[^1]);
        var settings = Everything.Read(json);

        var unmet = NeedsOf(settings).Where(need => !need.IsMet).ToList();
        Assert.Equal(unmet.Select(need => need.Path).Order(StringComparer.Ordinal), Findings(settings).Order(StringComparer.Ordinal));
        // Somebody who needs a part of it needs all of it.
        var needing = NeedsOf(Everything.Settings).Where(need => need.Of == path || need.Of.StartsWith($"{path}.", StringComparison.Ordinal))
            .Where(need => !need.Path.StartsWith($"{path}.", StringComparison.Ordinal) && need.Path != path).Select(need => need.Path).ToHashSet();
        Assert.Subset(unmet.Select(need => need.Path).ToHashSet(), needing);
    }

    static JsonNode? At(JsonNode json, string path) => path.Split('.').Aggregate((JsonNode?)json, (node, key) => node?[key]);

    static List<Need> NeedsOf(PlatformSettings settings)
    {
        var plan = PlatformParts.PlanOf(settings, PlatformRun.Ha, DeliveryEngine.Pulumi);
        return [.. plan.Parts.SelectMany(part => part.NeedsIn(plan))];
    }

    static IEnumerable<string> Findings(PlatformSettings settings) =>
        PlatformRules.Validate(settings, PlatformRun.Ha, DeliveryEngine.Pulumi, "").Select(problem => problem.Path.TrimStart('.'));
}
