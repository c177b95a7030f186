using System.Text.RegularExpressions;

namespace Basecamp.Sdk.Generator;

/// <summary>Functions: static classes that call one token, for a task or for an output.</summary>
static class FunctionEmitter
{
    static readonly Regex call = new(
        @"^public static (?:System\.Threading\.Tasks\.Task|Pulumi\.Output)<(?<result>.+)> (?<method>Invoke(?:Async)?)\((?<args>[\w.]+)\??( args| args = null), ",
        RegexOptions.Compiled);

    public static void Emit(Code code, ApiType type, Hints hints)
    {
        var token = hints.Of(type.FullName, "token").SingleOrDefault()
            ?? throw new FormatException($"{type.FullName} has no token. Add a hint: {type.FullName}<TAB>token<TAB>package:module:function.");
        code.Open($"public static class {type.Name}");
        foreach (var member in type.Members)
        {
            var match = call.Match(member.Signature);
            if (!match.Success)
                throw new FormatException($"{type.FullName}: '{member.Signature}' is not a member a function has.");

            code.Line(
                $"{Code.Global(member.Signature)} => global::Pulumi.Deployment.Instance.{match.Groups["method"].Value}<{Code.Global(match.Groups["result"].Value)}>"
                + $"(\"{token}\", args ?? new {Code.Global(match.Groups["args"].Value)}(), global::Pulumi.Generated.Invokes.WithDefaults(options));");
        }

        code.Close();
    }
}
