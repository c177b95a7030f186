using System.Collections.Immutable;
using System.Text.Json;

namespace Basecamp.Tests;

/// <summary>Values as a stack records them, and where the contracts are.</summary>
static class ContractFiles
{
    public static string Charts => RepositoryFiles.PathOf("tests/contracts/charts");

    public static string[] Objects => [RepositoryFiles.PathOf("tests/contracts/crds"), RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt")];

    public static ImmutableDictionary<string, object> Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (ImmutableDictionary<string, object>)Recorded(document.RootElement)!;
    }

    /// <summary>One value at a path like <c>configs.params.server\.insecure</c>.</summary>
    public static ImmutableDictionary<string, object> At(string path, string json)
    {
        var keys = path.Replace(@"\.", "\0", StringComparison.Ordinal).Split('.').Select(key => key.Replace('\0', '.')).Reverse();
        using var document = JsonDocument.Parse(json);
        return (ImmutableDictionary<string, object>)keys.Aggregate(
            Recorded(document.RootElement), (value, key) => ImmutableDictionary<string, object>.Empty.Add(key, value!))!;
    }

    static object? Recorded(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Recorded(member.Value)!),
        JsonValueKind.Array => element.EnumerateArray().Select(Recorded).ToImmutableArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Null => null,
        _ => element.GetBoolean(),
    };
}
