using System.Text.RegularExpressions;

namespace Basecamp.Sdk.Generator;

/// <summary>One line of a list: the type, the attributes as written, and the signature without them.</summary>
sealed record ApiMember(string Type, string Attributes, string Signature)
{
    static readonly Regex attribute = new(@"\G\[(?:[^\]""]|""(?:[^""\\]|\\.)*"")*\] ", RegexOptions.Compiled);
    static readonly Regex wire = new(@"\[Input\(""([^""]+)""(, required: true)?", RegexOptions.Compiled);
    static readonly Regex property = new(@"^public (?<type>.+) (?<name>\w+) \{ get; (?<set>set; )?\}$", RegexOptions.Compiled);
    static readonly Regex backingField = new(@"^private-wire (?<type>.+) (?<name>_\w+)$", RegexOptions.Compiled);
    static readonly Regex readOnlyField = new(@"^public readonly (?<type>.+) (?<name>\w+)$", RegexOptions.Compiled);

    public static ApiMember Parse(string line)
    {
        var columns = line.Split('\t');
        var end = 0;
        for (var match = attribute.Match(columns[1]); match.Success; match = attribute.Match(columns[1], end))
            end = match.Index + match.Length;
        return new ApiMember(columns[0], columns[1].Substring(0, end).TrimEnd(), columns[1].Substring(end));
    }

    /// <summary>Name on the wire in [Input("…")]; null for members without.</summary>
    public string? WireName => wire.Match(Attributes) is { Success: true } match ? match.Groups[1].Value : null;

    public bool IsTypeLine => TypeLine.IsMatch(Signature);

    public (string Type, string Name)? Property => Named(property);

    public (string Type, string Name)? BackingField => Named(backingField);

    public (string Type, string Name)? Field => Named(readOnlyField);

    static readonly Regex TypeLine = new(
        @"^public (static |abstract |sealed |readonly )*(class|struct|interface|enum|delegate)\b", RegexOptions.Compiled);

    (string Type, string Name)? Named(Regex pattern) =>
        pattern.Match(Signature) is { Success: true } match ? (match.Groups["type"].Value, match.Groups["name"].Value) : null;
}
