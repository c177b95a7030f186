using System.Buffers;
using System.Text;

namespace Basecamp.Testing.Guardrails;

/// <summary>The texts that a stack treats as secret, to be searched for elsewhere.</summary>
public sealed class SecretTexts
{
    /// <summary>Shorter secrets are not searched for: <c>admin</c> is in too many texts by chance.</summary>
    public const int MinimumLength = 8;

    // Beyond this a secret is a document: it leaks as a whole, while a search for thousands of documents would cost gigabytes.
    const int MaximumSearchedLength = 200;

    readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> documents = new(StringComparer.Ordinal);
    readonly SearchValues<string> search;

    // Scripts are the same text in thousands of commands.
    readonly Dictionary<string, string?> answers = new(ReferenceEqualityComparer.Instance);

    SecretTexts(RecordedStack stack)
    {
        foreach (var value in stack.SecretValues)
            Add(value, "a secret of the stack's config");
        foreach (var resource in stack.Resources)
            Collect(resource);
        search = SearchValues.Create([.. parts.Keys], StringComparison.Ordinal);
    }

    /// <summary>Everything secret in <paramref name="stack"/>: given values, secret inputs, secret outputs; also Base64-encoded. Short
    /// ones are found inside of other text, documents as a whole, and PEM keys by their first line.</summary>
    public static SecretTexts Of(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return new(stack);
    }

    /// <summary>How many texts are searched for.</summary>
    public int Count => parts.Count + documents.Count;

    /// <summary>Where a secret contained in <paramref name="text"/> comes from; null when there is none. Never the secret itself.</summary>
    public string? FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (answers.TryGetValue(text, out var known))
            return known;
        var origin = documents.GetValueOrDefault(text.Trim());
        if (origin is null && text.AsSpan().ContainsAny(search))
            origin = parts.First(pair => text.Contains(pair.Key, StringComparison.Ordinal)).Value;
        if (text.Length > MaximumSearchedLength)
            answers[text] = origin;
        return origin;
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
        Keep(trimmed, origin);
        Keep(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), origin);
        // A key is also found inside of another document: no two have a line in common.
        if (trimmed.StartsWith("-----BEGIN", StringComparison.Ordinal) && trimmed.Split('\n') is [_, var line, _, ..])
            Keep(line.Trim(), origin);
    }

    void Keep(string text, string origin) =>
        (text.Length > MaximumSearchedLength ? documents : parts).TryAdd(text, origin);
}
