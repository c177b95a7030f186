namespace Basecamp.Sdk.Generator;

/// <summary>Argument classes. Lists and maps are created on first use, and secret properties marked when set, as published.</summary>
static class ArgsEmitter
{
    public static void Emit(Code code, ApiType type, Hints hints)
    {
        code.Open($"{Code.Global(type.Declaration.Signature).Replace("class", $"class {type.Name}")}");
        foreach (var member in type.Members)
            EmitMember(code, type, hints, member);
        code.Close();
    }

    static void EmitMember(Code code, ApiType type, Hints hints, ApiMember member)
    {
        if (member.BackingField is { } field)
            code.Line($"{WireAttribute(member)} private {Code.Global(field.Type)} {field.Name};");
        else if (member.Signature == "public .ctor()")
            EmitConstructor(code, type, hints);
        else if (member.Signature.StartsWith("public static ", StringComparison.Ordinal))
            code.Line($"public static new {Code.Global(type.FullName)} Empty => new();");
        else if (member.Property is { } wired && member.WireName is not null)
            code.Line($"{WireAttribute(member)} public {Code.Global(wired.Type)} {wired.Name} {{ get; set; }}{Initializer(wired.Type)}");
        else if (member.Property is { } property)
            EmitBacked(code, property.Type, property.Name, hints.Of(type.FullName, "secretInput").Contains(property.Name));
        else
            throw new FormatException($"{type.FullName}: '{member.Signature}' is not a member an arguments class has.");
    }

    static void EmitConstructor(Code code, ApiType type, Hints hints)
    {
        code.Open($"public {type.Name}()");
        foreach (var value in hints.Of(type.FullName, "default"))
            code.Line(value + ";");
        code.Close();
    }

    static void EmitBacked(Code code, string type, string name, bool secret)
    {
        var field = "_" + Code.LowerFirst(name);
        var isCollection = !type.EndsWith("?", StringComparison.Ordinal);
        code.Open($"public {Code.Global(type)} {name}");
        code.Line(isCollection ? $"get => {field} ??= new();" : $"get => {field};");

        // A backing field of anything but a collection exists for one reason: the value is secret.
        code.Line(isCollection && !secret ? $"set => {field} = value;" : $"set => {field} = global::Pulumi.Generated.Secrets.Wrap(value);");
        code.Close();
    }

    static string WireAttribute(ApiMember member) => member.Attributes.Replace("[Input(", "[global::Pulumi.Input(");

    static string Initializer(string type) => type.EndsWith("?", StringComparison.Ordinal) ? "" : " = null!;";
}
