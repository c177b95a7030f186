using System.Text.RegularExpressions;

namespace Basecamp.Sdk.Generator;

/// <summary>Functions: static classes that call one token, for a task or for an output.</summary>
static class FunctionEmitter
{
    static readonly Regex invocation = new(
        @"^public static (?:System\.Threading\.Tasks\.Task|Pulumi\.Output)<(?<result>.+)> "
        + @"(?<method>Invoke(?:Async)?)\((?<args>[\w.]+)\??( args| args = null), ",
        RegexOptions.Compiled);

    public static void Emit(Code code, ApiType type, Hints hints)
    {
        var token = hints.Of(type.FullName, "token").SingleOrDefault()
            ?? throw new FormatException($"{type.FullName} has no token. Add a hint 'token' with package:module:function.");
        code.Open($"public static class {type.Name}");
        foreach (var member in type.Members)
        {
            var match = invocation.Match(member.Signature);
            if (!match.Success)
                throw new FormatException($"{type.FullName}: '{member.Signature}' is not a member a function has.");

            var call = $"{match.Groups["method"].Value}<{Code.Global(match.Groups["result"].Value)}>";
            var args = $"args ?? new {Code.Global(match.Groups["args"].Value)}()";
            code.Line(
                $"{Code.Global(member.Signature)} => global::Pulumi.Deployment.Instance.{call}"
                + $"(\"{token}\", {args}, global::Pulumi.Generated.Invokes.WithDefaults(options));");
        }

        code.Close();
    }
}
