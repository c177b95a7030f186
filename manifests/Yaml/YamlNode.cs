namespace Basecamp.Manifests.Yaml;

/// <summary>A node of a YAML document with the place it was read from.</summary>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public abstract record YamlNode(int Line, int Column);

/// <summary>A scalar.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsPlain">False when it was quoted or in a block, which makes it text whatever it looks like.</param>
/// <param name="Tag">Its tag; null when it has none.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record YamlScalar(string Text, bool IsPlain, string? Tag, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A map.</summary>
/// <param name="Entries">Its entries in document order.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record YamlMap(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries, int Line, int Column) : YamlNode(Line, Column)
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
