using System.Text.Json;

namespace Basecamp.Manifests.Contracts;

/// <summary>One key of a chart and everything below it.</summary>
sealed class ChartNode
{
    public ValueKind Kinds { get; private set; } = ValueKind.Map;

    /// <summary>Whether keys that the contract does not name pass.</summary>
    public bool IsOpen { get; private set; }

    public IReadOnlyList<string>? Allowed { get; private set; }

    public Dictionary<string, ChartNode> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>What any other key holds; null when nothing is known.</summary>
    public ChartNode? AnyKey { get; private set; }

    /// <summary>What the elements of the list hold; null when nothing is known.</summary>
    public ChartNode? Element { get; private set; }

    public ChartNode At(ContractPath.Step step) => step switch
    {
        { Special: true, Key: ContractPath.Element } => Element ??= new(),
        { Special: true } => AnyKey ??= new(),
        _ => Keys.TryGetValue(step.Key, out var known) ? known : Keys[step.Key] = new(),
    };

    /// <summary>Takes over what stands behind the path: types joined by <c>|</c>, then perhaps <c>enum=[…]</c>.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        var space = text.IndexOf(' ');
        Kinds = ValueKind.None;
        IsOpen = false;
        var types = space < 0 ? text : text[..space];
        foreach (var range in types.Split('|'))
            Add(types[range]);
        if (space >= 0 && text[(space + 1)..] is var rest && rest.StartsWith("enum=", StringComparison.Ordinal))
            Allowed = AllowedValues.Read(rest["enum=".Length..]);
        else if (space >= 0)
            throw new FormatException("after the types only enum=[…] may stand");
    }

    void Add(ReadOnlySpan<char> type)
    {
        Kinds |= type switch
        {
            "any" => ValueKind.All,
            "map" or "map-any" => ValueKind.Map,
            "list" or "list-any" => ValueKind.List,
            "scalar" => ValueKind.Scalar,
            "string" => ValueKind.Text,
            "bool" => ValueKind.Flag,
            "int" => ValueKind.Whole,
            "number" => ValueKind.Number,
            _ => throw new FormatException("the type is not known; use any, map, map-any, list, list-any, scalar, string, bool, int or number"),
        };
        IsOpen |= type is "any" or "map-any";
    }
}

static class AllowedValues
{
    /// <summary>The values of a JSON array as text.</summary>
    public static IReadOnlyList<string> Read(ReadOnlySpan<char> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToString());
            return [.. document.RootElement.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText())];
        }
        catch (JsonException wrong)
        {
            throw new FormatException("the allowed values are not a JSON array", wrong);
        }
    }

    public static string Words(IEnumerable<string> allowed) => string.Join(", ", allowed.Select(value => value.Length == 0 ? "\"\"" : value));
}
