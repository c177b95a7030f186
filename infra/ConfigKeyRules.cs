using Basecamp.Components.Configuration;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra;

/// <summary>
/// Refuses keys that nobody reads. A misspelt key would be silent: its tier would vanish from the stack, and the next update delete what it
/// describes.
/// </summary>
public static class ConfigKeyRules
{
    const string Namespace = "basecamp";

    /// <summary>The keys that are read, without their namespace.</summary>
    public static IReadOnlyList<string> Known { get; } = ["tiers", "homelab", "homelabStack", "platform", "platformStack", "apps", "delivery", "handover", "acceptedLosses"];

    /// <summary>Adds a finding for each such key.</summary>
    /// <returns>The keys that were probably meant: nobody has to be told that they are missing.</returns>
    public static IReadOnlyCollection<string> Check(ConfigKeys keys, ICollection<Problem> problems)
    {
        var meantKeys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys.All.Order(StringComparer.Ordinal))
        {
            if (key.Split(':') is not [var space, var name])
                continue;
            if (MeantBy(space, name) is { } meant && !keys.All.Contains(meant))
            {
                meantKeys.Add(meant);
                problems.Add(new(key, space == Namespace
                    ? $"is not a setting. Did you mean `{meant}`?"
                    : $"is not read: basecamp's settings are in the namespace `{Namespace}`. Did you mean `{meant}`?"));
            }
            else if (space == Namespace && !Known.Contains(name))
                problems.Add(new(key, $"is not a setting. Known: {string.Join(", ", Known.Select(known => $"`{Namespace}:{known}`"))}."));
        }
        return meantKeys;
    }

    // The name or the namespace is misspelt; or there is no namespace, which Pulumi takes for the project's name.
    static string? MeantBy(string space, string name)
    {
        var near = Known.Contains(name) ? name : NearestName.Find(name, Known);
        var isMeant = space == Namespace ? !Known.Contains(name) : Known.Contains(name) || NearestName.Find(space, [Namespace]) is not null;
        return near is not null && isMeant ? $"{Namespace}:{near}" : null;
    }
}
