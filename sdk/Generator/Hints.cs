namespace Basecamp.Sdk.Generator;

/// <summary>
/// What a list of signatures cannot say. One hint a line: type, what, value, separated by tabs; # starts a comment.
/// <list type="table">
/// <item><term>* version V</term><description>version of the package, the default of <c>ResourceOptions.Version</c></description></item>
/// <item><term>T handwritten</term><description>the project declares T itself</description></item>
/// <item><term>T token X</term><description>token of the function T calls</description></item>
/// <item><term>T alias X</term><description>an earlier type token of resource T</description></item>
/// <item><term>T secretOutput x</term><description>an output T always treats as secret</description></item>
/// <item><term>T replaceOnChanges x</term><description>a property path whose change replaces T</description></item>
/// <item><term>T secretInput P</term><description>a list or map property of arguments T that turns secret when set</description></item>
/// <item><term>T default P = C#</term><description>what the constructor of arguments T sets</description></item>
/// <item><term>T constant P = C#</term><description>what resource T sets in its arguments, whatever the caller gave</description></item>
/// <item><term>T value M = "x"</term><description>wire value of M in open enum T; default: M with a small first letter</description></item>
/// </list>
/// </summary>
sealed class Hints
{
    readonly ILookup<(string Type, string What), string> values;

    public Hints(IEnumerable<string> lines) => values = lines
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('\t'))
        .ToLookup(
            columns => columns.Length >= 2
                ? (columns[0], columns[1])
                : throw new FormatException($"Hint '{columns[0]}' has no tab. Write type, what and value separated by tabs."),
            columns => columns.Length > 2 ? columns[2] : "");

    public string Version => Of("*", "version").Single();

    public IEnumerable<string> Of(string type, string what) => values[(type, what)];

    public bool Has(string type, string what) => values.Contains((type, what));
}
