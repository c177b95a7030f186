using System.Text.Json;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra;

/// <summary>
/// What may be lost together with the cluster, and why: the value of <c>basecamp:acceptedLosses</c>, a reason by the id that the guardrail BC016 and
/// <c>./basecamp dr check</c> name.
/// </summary>
public static class AcceptedLosses
{
    /// <summary>Config path of the value.</summary>
    public const string Path = "basecamp:acceptedLosses";

    /// <summary>The reasons by id; empty when there are none, or the value is wrong.</summary>
    /// <param name="json">A JSON map of reasons; null for none.</param>
    /// <param name="problems">Where findings go.</param>
    public static IReadOnlyDictionary<string, string> Read(string? json, ICollection<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
            return reasons;
        foreach (var (id, value) in MapOf(json, problems))
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { } reason && !string.IsNullOrWhiteSpace(reason))
                reasons[id] = reason;
            else
                problems.Add(new(ConfigurationNames.EntryPath(id) is ['[', ..] quoted ? Path + quoted : $"{Path}.{id}",
                    $"is {Shown.Text(value.ToString())}, but must be the reason why its loss is accepted: a sentence for whoever reviews it."));
        }
        return reasons;
    }

    static Dictionary<string, JsonElement> MapOf(string json, ICollection<Problem> problems)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];
        }
        catch (JsonException)
        {
            problems.Add(new(Path, "must be a map of reasons by id, such as `postgres/orders: is filled again from the shop every night`."));
            return [];
        }
    }
}
