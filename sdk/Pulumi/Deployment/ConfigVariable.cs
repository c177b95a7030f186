using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>Configuration as Pulumi hands it to a program: PULUMI_CONFIG, a JSON object of full keys to texts.</summary>
static class ConfigVariable
{
    const string Variable = "PULUMI_CONFIG";
    const string Legacy = "config:";

    public static ImmutableDictionary<string, string> Read()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } json)
            return ImmutableDictionary<string, string>.Empty;

        using var document = JsonDocument.Parse(json);
        var config = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in document.RootElement.EnumerateObject())
            config[Modern(entry.Name)] = entry.Value.ToString();
        return config.ToImmutable();
    }

    // Old stacks wrote project:config:key.
    static string Modern(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal) + 1;
        return colon > 1 && key.AsSpan(colon).StartsWith(Legacy, StringComparison.Ordinal) ? key.Remove(colon, Legacy.Length) : key;
    }
}
