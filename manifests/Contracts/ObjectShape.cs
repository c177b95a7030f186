namespace Basecamp.Manifests.Contracts;

/// <summary>What a field may hold.</summary>
abstract record ObjectShape
{
    public sealed record Anything : ObjectShape;

    public sealed record Scalar(ValueKind Kinds, bool IsQuantity, IReadOnlyList<string>? Allowed) : ObjectShape;

    public sealed record ListOf(ObjectShape Element) : ObjectShape;

    public sealed record MapOf(ObjectShape Value) : ObjectShape;

    /// <summary>An object with fields of its own.</summary>
    public sealed record Fields(ObjectFields Type) : ObjectShape;

    /// <summary>An object of a type that the file names.</summary>
    public sealed record Named(string Type) : ObjectShape;

    /// <summary>Reads e.g. <c>[]{}string</c> or <c>[]@Container</c>.</summary>
    public static ObjectShape Parse(ReadOnlySpan<char> text, IReadOnlyList<string>? allowed) => text switch
    {
        ['[', ']', .. var element] => new ListOf(Parse(element, allowed)),
        ['{', '}', .. var value] => new MapOf(Parse(value, allowed)),
        ['@', .. var type] => new Named(type.ToString()),
        "any" => new Anything(),
        "object" => new Fields(new()),
        "string" => new Scalar(ValueKind.Text, IsQuantity: false, allowed),
        "integer" => new Scalar(ValueKind.Whole, IsQuantity: false, allowed),
        "number" => new Scalar(ValueKind.Number, IsQuantity: false, allowed),
        "boolean" => new Scalar(ValueKind.Flag, IsQuantity: false, allowed),
        "int-or-string" => new Scalar(ValueKind.Text | ValueKind.Whole, IsQuantity: false, allowed),
        "quantity" => new Scalar(ValueKind.Text | ValueKind.Number, IsQuantity: true, allowed),
        _ => throw new FormatException("the type is not known; use any, object, string, integer, number, boolean, int-or-string, quantity, "
            + "@Type, or one of these after [] (list) or {} (map)"),
    };
}

/// <summary>The fields of an object.</summary>
sealed class ObjectFields
{
    public Dictionary<string, ObjectShape> Shapes { get; } = new(StringComparer.Ordinal);

    public List<string> Required { get; } = [];

    /// <summary>Whether fields that the contract does not name pass.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Takes over a line <c>path shape [required] [enum=[…]]</c>.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        var space = line.IndexOf(' ');
        if (space <= 0)
            throw new FormatException("a field needs a type: 'path type'");
        var rest = line[(space + 1)..];
        var end = rest.IndexOf(' ');
        var type = end < 0 ? rest : rest[..end];
        var marks = end < 0 ? default : rest[(end + 1)..];
        var required = marks.StartsWith("required", StringComparison.Ordinal);
        var values = required ? marks["required".Length..].TrimStart(' ') : marks;
        if (values.Length > 0 && !values.StartsWith("enum=", StringComparison.Ordinal))
            throw new FormatException("after the type only 'required' and enum=[…] may stand");
        var shape = ObjectShape.Parse(type, values.Length > 0 ? AllowedValues.Read(values["enum=".Length..]) : null);
        var path = line[..space];
        if (path.IndexOfAny('.', '[', '\\') < 0 && path is not ContractPath.AnyKey)
            Add(path.ToString(), shape, required);   // most lines
        else
            Add(ContractPath.Split(path.ToString()), shape, required);
    }

    void Add(List<ContractPath.Step> steps, ObjectShape shape, bool required)
    {
        var at = this;
        for (var i = 0; i < steps.Count - 1;)
        {
            var below = at.Shapes.GetValueOrDefault(steps[i++].Key);
            while (below is ObjectShape.ListOf or ObjectShape.MapOf && i < steps.Count && steps[i].Special)
            {
                below = below is ObjectShape.ListOf list ? list.Element : ((ObjectShape.MapOf)below).Value;
                i++;
            }
            at = below is ObjectShape.Fields fields ? fields.Type : throw new FormatException("the line of the object it belongs to must come before");
        }
        if (steps[^1].Special)
            at.IsOpen = true;
        else
            at.Add(steps[^1].Key, shape, required);
    }

    void Add(string name, ObjectShape shape, bool required)
    {
        Shapes[name] = shape;
        if (required)
            Required.Add(name);
    }
}
