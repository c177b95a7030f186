namespace Basecamp.Cli.StackFiles;

/// <summary>A node of a YAML document with the place it was read from (both counted from 1).</summary>
abstract record YamlNode(int Line, int Column);

/// <summary>A scalar. <paramref name="IsPlain"/> is false when it was quoted, which makes it text whatever it looks like.</summary>
sealed record YamlScalar(string Text, bool IsPlain, string? Tag, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A list.</summary>
sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A map in document order.</summary>
sealed record YamlMap(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>The value of <paramref name="key"/> and the key's own place; null when there is none.</summary>
    public KeyValuePair<YamlScalar, YamlNode>? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text == key)
                return entry;
        }
        return null;
    }
}
