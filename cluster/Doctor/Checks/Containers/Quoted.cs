using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>Finds names in what Kubernetes says.</summary>
static class Quoted
{
    /// <summary>The quoted name after a word: <c>x</c> of <c>secret "x" not found</c>; null when there is none.</summary>
    public static string? After(string message, string word)
    {
        var start = message.IndexOf($"{word} \"", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        start += word.Length + 2;
        var end = message.IndexOf('"', start);
        // Kinds in these messages may come with a namespace.
        return end > start && message[start..end].Split('/')[^1] is var name && SafeName.Is(name) ? name : null;
    }
}
