namespace Basecamp.Manifests.Contracts;

/// <summary>One file of object contracts. Kinds and types are understood when first asked for: a stack uses few of the many.</summary>
sealed class ObjectContractFile
{
    readonly string name;
    readonly string[] lines;
    readonly Dictionary<string, int> typeLines = new(StringComparer.Ordinal);
    readonly Dictionary<string, ObjectFields> types = new(StringComparer.Ordinal);
    readonly Lock understanding = new();

    public ObjectContractFile(string name, string[] lines)
    {
        this.name = name;
        this.lines = lines;
        for (var number = 0; number < lines.Length; number++)
        {
            if (lines[number] is ['[', .. var header])
                AddHeader(number, header);
            else if (lines[number] is [not '#', ..] && Kinds.Count + typeLines.Count == 0)
                throw Wrong(number, "a field stands before the first [kind] or [@Type]");
        }
    }

    /// <summary>Kinds with the line their fields begin on.</summary>
    public List<(string ApiVersion, string Kind, bool IsNamespaced, int Line)> Kinds { get; } = [];

    /// <summary>The contract of one of <see cref="Kinds"/>.</summary>
    public ObjectContract Contract((string ApiVersion, string Kind, bool IsNamespaced, int Line) entry) =>
        new(entry.ApiVersion, entry.Kind, entry.IsNamespaced, this, Understand(entry.Line));

    /// <summary>A type that <c>@</c> names.</summary>
    public ObjectFields Type(string type)
    {
        lock (understanding)
        {
            if (types.TryGetValue(type, out var known))
                return known;
            if (!typeLines.TryGetValue(type, out var line))
                throw new ContractFormatException($"{name}: there is no type @{type}.");
            return types[type] = Understand(line);
        }
    }

    void AddHeader(int number, string header)
    {
        switch (header.TrimEnd(']').Split(' '))
        {
            case [['@', .. var type]]:
                typeLines.Add(type, number + 1);
                break;
            case [var apiVersion, var kind, "namespaced" or "cluster"] when header.EndsWith(']'):
                Kinds.Add((apiVersion, kind, header.EndsWith(" namespaced]", StringComparison.Ordinal), number + 1));
                break;
            default:
                throw Wrong(number, "a header is [apiVersion Kind namespaced], [apiVersion Kind cluster] or [@Type]");
        }
    }

    ObjectFields Understand(int line)
    {
        var fields = new ObjectFields();
        for (; line < lines.Length && lines[line] is not ['[', ..]; line++)
        {
            if (lines[line] is "" or ['#', ..])
                continue;
            try
            {
                fields.Add(lines[line]);
            }
            catch (FormatException wrong)
            {
                throw Wrong(line, wrong.Message);
            }
        }
        return fields;
    }

    ContractFormatException Wrong(int index, string why) => new($"{name}, line {index + 1}: {why}.");
}
