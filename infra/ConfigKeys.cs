using System.Text.Json;

namespace Basecamp.Infra;

/// <summary>Which keys a stack's config has. Pulumi's own interface answers for a key that is known, and does not list the others.</summary>
/// <param name="All">Full keys, e.g. <c>basecamp:homelab</c>.</param>
/// <param name="Secret">Those of them that hold an encrypted value anywhere.</param>
public sealed record ConfigKeys(IReadOnlyCollection<string> All, IReadOnlyCollection<string> Secret)
{
    /// <summary>The keys that the engine handed to this process, as its language host does for every program.</summary>
    public static ConfigKeys OfProcess() => new(
        [.. Read<Dictionary<string, JsonElement>>("PULUMI_CONFIG")?.Keys.Select(Short) ?? []],
        [.. Read<List<string>>("PULUMI_CONFIG_SECRET_KEYS")?.Select(Short) ?? []]);

    static T? Read<T>(string variable) where T : class =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) : null;

    // Old stacks wrote project:config:key.
    static string Short(string key) => key.Split(':') is [var space, "config", var name] ? $"{space}:{name}" : key;
}
