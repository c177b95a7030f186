using System.Buffers;
using System.Text;

namespace Basecamp.Testing.Guardrails;

/// <summary>The texts that a stack treats as secret, to be searched for elsewhere.</summary>
public sealed class SecretTexts
{
    /// <summary>Shorter secrets are not searched for: <c>admin</c> is in too many texts by chance.</summary>
    public const int MinimumLength = 8;

    readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);
    readonly SearchValues<string> search;

    SecretTexts(RecordedStack stack)
    {
        foreach (var value in stack.SecretValues)
            Add(value, "a secret of the stack's config");
        foreach (var resource in stack.Resources)
            Collect(resource);
        search = SearchValues.Create([.. origins.Keys], StringComparison.Ordinal);
    }

    /// <summary>Everything secret in <paramref name="stack"/>: given values, secret inputs, secret outputs; also Base64-encoded.</summary>
    public static SecretTexts Of(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return new(stack);
    }

    /// <summary>How many texts are searched for.</summary>
    public int Count => origins.Count;

    /// <summary>Where a secret contained in <paramref name="text"/> comes from; null when there is none. Never the secret itself.</summary>
    public string? FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(search))
            return null;
        return origins.First(pair => text.Contains(pair.Key, StringComparison.Ordinal)).Value;
    }

    void Collect(RecordedResource resource)
    {
        foreach (var path in resource.SecretInputs)
        {
            var origin = $"{path} of {resource}";
            if (resource.Input(path) is string text)
                Add(text, origin);
            else if (resource.Input("kind") is "Secret")
                AddEntries(resource.Input(path), origin);
        }
        // An echoed input is already known, at the depth where it is secret.
        foreach (var (name, output) in resource.Outputs)
        {
            if (output.IsSecret && output.Value is string text && !resource.Inputs.ContainsKey(name))
                Add(text, $"{name} of {resource}");
        }
    }

    // The Kubernetes SDK makes a Secret's data secret as a whole, user and host names included; only what looks random counts.
    void AddEntries(object? value, string origin)
    {
        if (value is not IReadOnlyDictionary<string, object> entries)
            return;
        foreach (var text in entries.Values.OfType<string>().Where(LooksRandom))
            Add(text, origin);
    }

    static bool LooksRandom(string text) =>
        text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter) && !text.Any(character => character is '.' or '/' or ' ');

    void Add(string text, string origin)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < MinimumLength)
            return;
        origins.TryAdd(trimmed, origin);
        origins.TryAdd(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), origin);
    }
}
