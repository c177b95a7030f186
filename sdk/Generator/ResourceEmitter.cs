using System.Text.RegularExpressions;

namespace Basecamp.Sdk.Generator;

/// <summary>Resource classes: outputs with private setters, the constructor, <c>Get</c>, and the default options.</summary>
static class ResourceEmitter
{
    static readonly Regex token = new(@"(\w+)ResourceType\(""([^""]+)""\)", RegexOptions.Compiled);
    static readonly Regex constructor = new(
        @"^public \.ctor\(string name, (?<args>[\w.]+)\?? args(?: = null)?, (?<options>[\w.]+)\? options = null\)$", RegexOptions.Compiled);
    static readonly Regex getter = new(
        @"^public static \S+ Get\(string name, Pulumi\.Input<string> id(?:, (?<state>[\w.]+)\? state = null)?, ", RegexOptions.Compiled);

    /// <summary>The class of the [XResourceType] attribute a package puts on its resources.</summary>
    public static string AttributeName(ApiType type) => token.Match(type.Declaration.Attributes).Groups[1].Value + "ResourceTypeAttribute";

    public static void Emit(Code code, ApiType type, IReadOnlyDictionary<string, ApiType> types, Hints hints)
    {
        code.Line(Attributes(type));
        code.Open($"public class {type.Name} : {Code.Global(type.Base)}");
        foreach (var member in type.Members)
            EmitMember(code, type, types, hints, member);
        code.Close();
    }

    static void EmitMember(Code code, ApiType type, IReadOnlyDictionary<string, ApiType> types, Hints hints, ApiMember member)
    {
        if (member.Property is { } property)
        {
            var attributes = Obsolete(member.Attributes.Replace("[Output(", "[global::Pulumi.Output("));
            code.Line($"{attributes} public {Code.Global(property.Type)} {property.Name} {{ get; private set; }} = null!;");
        }
        else if (constructor.Match(member.Signature) is { Success: true } match)
            EmitConstructor(code, type, types, hints, member, match);
        else if (getter.Match(member.Signature) is { Success: true } get)
            EmitGet(code, type, member, get.Groups["state"].Success ? get.Groups["state"].Value : null);
        else
            throw new FormatException($"{type.FullName}: '{member.Signature}' is not a member a resource has.");
    }

    static void EmitConstructor(
        Code code, ApiType type, IReadOnlyDictionary<string, ApiType> types, Hints hints, ApiMember member, Match match)
    {
        var args = match.Groups["args"].Value;
        var options = Code.Global(match.Groups["options"].Value);
        var isComponent = type.Base == "Pulumi.ComponentResource";
        code.Open(
            Code.Global(member.Signature).Replace(".ctor", type.Name)
            + $" : base({BaseToken(type)}, name, Arguments(args), DefaultOptions(options, \"\"){(isComponent ? ", remote: true" : "")})");
        code.Close();

        code.Open($"private static {Code.Global(args)} Arguments({Code.Global(args)}? args)");
        code.Line("args ??= new();");
        foreach (var constant in Constants(type, types[args], hints))
            code.Line($"args.{constant};");
        code.Line("return args;");
        code.Close();

        code.Open($"private static {options} DefaultOptions({options}? options, global::Pulumi.Input<string>? id)");
        code.Open($"var defaults = new {options}");
        code.Line("Version = global::Pulumi.Generated.Package.Version,");
        EmitList(code, "Aliases", hints.Of(type.FullName, "alias"), alias => $"new global::Pulumi.Alias {{ Type = \"{alias}\" }}");
        EmitList(code, "AdditionalSecretOutputs", hints.Of(type.FullName, "secretOutput"), output => $"\"{output}\"");
        EmitList(code, "ReplaceOnChanges", hints.Of(type.FullName, "replaceOnChanges"), path => $"\"{path}\"");
        code.Close("};");
        code.Line($"var merged = {options}.Merge(defaults, options);");
        code.Line("merged.Id = id ?? merged.Id;");
        code.Line("return merged;");
        code.Close();
    }

    static void EmitList(Code code, string property, IEnumerable<string> values, Func<string, string> write)
    {
        if (values.Any())
            code.Line($"{property} = {{ {string.Join(", ", values.Select(write))} }},");
    }

    static void EmitGet(Code code, ApiType type, ApiMember member, string? state)
    {
        var stateParameter = state is null ? "" : $"{Code.Global(state)}? state, ";
        code.Line(
            $"private {type.Name}(string name, global::Pulumi.Input<string> id, {stateParameter}"
            + "global::Pulumi.CustomResourceOptions? options, bool read) "
            + $": base({BaseToken(type)}, name, {(state is null ? "null" : "state")}, DefaultOptions(options, id)) {{ }}");
        code.Line($"{Code.Global(member.Signature)} => new(name, id, {(state is null ? "" : "state, ")}options, read: true);");
    }

    /// <summary>What the resource sets in its arguments: hinted constants, and what kind of object it is for Kubernetes objects.</summary>
    static IEnumerable<string> Constants(ApiType type, ApiType args, Hints hints)
    {
        var properties = args.Members.Select(member => member.Property?.Name).ToList();
        if (properties.Contains("ApiVersion") && properties.Contains("Kind"))
        {
            var parts = Token(type).Split(':');
            yield return $"ApiVersion = \"{(parts[1] == "core/v1" ? "v1" : parts[1])}\"";
            yield return $"Kind = \"{parts[2]}\"";
        }

        foreach (var constant in hints.Of(type.FullName, "constant"))
            yield return constant;
    }

    static string Token(ApiType type) => token.Match(type.Declaration.Attributes).Groups[2].Value;

    // The base class of providers takes the package name and builds the token itself.
    static string BaseToken(ApiType type) => $"\"{Token(type).Replace("pulumi:providers:", "")}\"";

    static string Attributes(ApiType type) =>
        Obsolete(token.Replace(type.Declaration.Attributes, "global::Pulumi.Generated.$1ResourceType(\"$2\")"));

    static string Obsolete(string attributes) => attributes.Replace("[Obsolete(", "[global::System.Obsolete(");
}
