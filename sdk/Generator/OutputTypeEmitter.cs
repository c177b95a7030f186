namespace Basecamp.Sdk.Generator;

/// <summary>Output types: public read-only fields, filled by a private output constructor.</summary>
static class OutputTypeEmitter
{
    public static void Emit(Code code, ApiType type, IReadOnlyDictionary<string, ApiType> types)
    {
        var fields = type.Members.Select(member => member.Field
            ?? throw new FormatException($"{type.FullName}: '{member.Signature}' is not a member an output type has.")).ToList();
        var wireNames = WireNames(type, types);

        code.Open($"[global::Pulumi.OutputType] public sealed class {type.Name}");
        foreach (var field in fields)
            code.Line($"public readonly {Code.Global(field.Type)} {field.Name};");

        var parameters = fields.Select(field => Parameter(field, wireNames));
        code.Line("[global::Pulumi.OutputConstructor]");
        code.Open($"private {type.Name}({string.Join(", ", parameters)})");
        foreach (var field in fields)
            code.Line($"{field.Name} = {Code.Parameter(field.Name)};");
        code.Close();
        code.Close();
    }

    static string Parameter((string Type, string Name) field, Dictionary<string, string> wireNames)
    {
        var parameter = $"{Code.Global(field.Type)} {Code.Parameter(field.Name)}";
        return wireNames.TryGetValue(field.Name, out var wire) && wire != Code.LowerFirst(field.Name)
            ? $"[global::Pulumi.OutputConstructorParameter(\"{wire}\")] {parameter}"
            : parameter;
    }

    // Only arguments show their names on the wire, so an output type borrows those of the arguments of the same name.
    static Dictionary<string, string> WireNames(ApiType type, IReadOnlyDictionary<string, ApiType> types) =>
        types.TryGetValue(type.FullName.Replace(".Outputs.", ".Inputs.") + "Args", out var args)
            ? args.Members
                .Where(member => member.WireName is not null && member.Property is not null)
                .ToDictionary(member => member.Property!.Value.Name, member => member.WireName!)
            : [];
}
