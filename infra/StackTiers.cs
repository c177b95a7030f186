using System.Text.Json;
using Basecamp.Components.Configuration;

namespace Basecamp.Infra;

/// <summary>The tiers a stack owns: the value of <c>basecamp:tiers</c>.</summary>
public static class StackTiers
{
    /// <summary>The tiers there are, from the bottom up.</summary>
    public static IReadOnlyList<string> All { get; } = ["homelab"];

    /// <summary>What is wrong with the config value. Null, the default, means all tiers.</summary>
    /// <param name="json">A JSON list of tier names.</param>
    public static IEnumerable<Problem> Check(string? json)
    {
        if (json is null)
            yield break;
        if (Names(json) is not { } names)
        {
            yield return new("basecamp:tiers", $"must be a list of tiers. Write it as a YAML list of: {string.Join(", ", All)}.");
            yield break;
        }
        foreach (var name in names.Except(All, StringComparer.Ordinal))
            yield return new("basecamp:tiers", $"'{name}' is not a tier. Allowed: {string.Join(", ", All)}.");
        if (!names.Contains("homelab"))
            yield return new("basecamp:tiers", "names no tier. Remove the key to own all tiers, or list at least 'homelab'.");
    }

    static List<string>? Names(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
