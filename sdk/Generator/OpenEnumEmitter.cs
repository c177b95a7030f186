using System.Text.RegularExpressions;

namespace Basecamp.Sdk.Generator;

/// <summary>Open enums: a struct around a string, with one static property for each known value.</summary>
static class OpenEnumEmitter
{
    static readonly Regex knownValue = new(@"^public static \S+ (\w+) \{ get; \}$", RegexOptions.Compiled);

    public static void Emit(Code code, ApiType type, Hints hints)
    {
        var self = Code.Global(type.FullName);
        const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
        code.Open($"[global::Pulumi.EnumType] public readonly struct {type.Name} : global::System.IEquatable<{self}>");
        code.Line("private readonly string value;");
        code.Line($"private {type.Name}(string value) => this.value = value;");
        foreach (var match in type.Members.Select(member => knownValue.Match(member.Signature)).Where(match => match.Success))
            code.Line($"public static {self} {match.Groups[1].Value} {{ get; }} = new({WireValue(type, hints, match.Groups[1].Value)});");

        code.Line($"public static bool operator ==({self} left, {self} right) => left.Equals(right);");
        code.Line($"public static bool operator !=({self} left, {self} right) => !left.Equals(right);");
        code.Line($"public static explicit operator string({self} value) => value.value;");
        code.Line($"{Hidden} public override bool Equals(object? obj) => obj is {self} other && Equals(other);");
        code.Line($"public bool Equals({self} other) => string.Equals(value, other.value, global::System.StringComparison.Ordinal);");
        code.Line($"{Hidden} public override int GetHashCode() => value?.GetHashCode() ?? 0;");
        code.Line("public override string ToString() => value;");
        code.Close();
    }

    static string WireValue(ApiType type, Hints hints, string name)
    {
        var prefix = name + " = ";
        var hint = hints.Of(type.FullName, "value").FirstOrDefault(value => value.StartsWith(prefix, System.StringComparison.Ordinal));
        return hint?.Substring(prefix.Length) ?? $"\"{Code.LowerFirst(name)}\"";
    }
}
