using System.Text;
using System.Text.RegularExpressions;

namespace Basecamp.Sdk.Generator;

/// <summary>Generated text, indented by blocks.</summary>
sealed class Code
{
    static readonly Regex qualified = new(@"(?<![\w.:])(Pulumi|System)\.(?=[A-Z])", RegexOptions.Compiled);

    readonly StringBuilder text = new();
    int depth;

    /// <summary>Full names with <c>global::</c>, because namespaces such as Pulumi.Command hide the names they start with.</summary>
    public static string Global(string signature) => qualified.Replace(signature, "global::$1.");

    public static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A name as a C# parameter; every one is escaped, so that keywords need no list here.</summary>
    public static string Parameter(string name) => "@" + LowerFirst(name);

    public void Line(string line) => text.Append(' ', depth * 4).Append(line).Append('\n');

    public void Open(string line)
    {
        Line(line);
        Line("{");
        depth++;
    }

    public void Close(string end = "}")
    {
        depth--;
        Line(end);
    }

    public override string ToString() => text.ToString();
}
