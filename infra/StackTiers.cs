using System.Text.Json;
using Basecamp.Components.Configuration;

namespace Basecamp.Infra;

/// <summary>The tiers a stack owns: the value of <c>basecamp:tiers</c>.</summary>
public static class StackTiers
{
    /// <summary>Config path of the value.</summary>
    public const string Path = "basecamp:tiers";

    /// <summary>The tiers there are, from the bottom up.</summary>
    public static IReadOnlyList<string> All { get; } = ["homelab", "platform", "apps"];

    /// <summary>The tiers named, from the bottom up; the findings when the value is wrong.</summary>
    /// <param name="json">A JSON list of tier names; null for the default.</param>
    /// <param name="configured">Tiers that the stack file configures: the default.</param>
    /// <param name="problems">Where findings go.</param>
    public static IReadOnlyList<string> Read(string? json, IReadOnlyList<string> configured, ICollection<Problem> problems)
    {
        if (json is null)
            return configured;
        if (Names(json) is not { } names)
        {
            problems.Add(new(Path, $"must be a list of tiers. Write it as a YAML list of: {string.Join(", ", All)}."));
            return [];
        }
        foreach (var name in names.Except(All, StringComparer.Ordinal))
            problems.Add(new(Path, $"'{name}' is not a tier. Allowed: {string.Join(", ", All)}."));
        if (names.Count == 0)
            problems.Add(new(Path, $"names no tier. Remove the key to own every tier that is configured, or list one of: {string.Join(", ", All)}."));
        return [.. All.Where(names.Contains)];
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
