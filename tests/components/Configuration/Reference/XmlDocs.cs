using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Infra.Apps;
using Basecamp.Triage.Chart;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>Summaries of the documentation files that the compiler writes beside the assemblies with settings.</summary>
static partial class XmlDocs
{
    static readonly Assembly[] Assemblies = [typeof(HomelabTopology).Assembly, typeof(AppsSettings).Assembly, typeof(TriageSpec).Assembly];

    static readonly Dictionary<string, XElement> Summaries = Assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        .Where(member => member.Element("summary") is not null && !member.Attribute("name")!.Value.Contains(".Generated.", StringComparison.Ordinal))
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    /// <summary>Summary of a type as one line of plain text with backquotes.</summary>
    public static string Of(Type type) => Text($"T:{type.FullName}");

    /// <summary>Summary of a property.</summary>
    public static string Of(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>Summary of an enum value.</summary>
    public static string Of(Type type, string value) => Text($"F:{type.FullName}.{value}");

    static string Text(string member) =>
        Summaries.TryGetValue(member, out var summary)
            ? Blanks().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
            : throw new InvalidOperationException($"{member} has no <summary>.");

    static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{Setting(see.Attribute("cref")!.Value)}`",
        _ => throw new InvalidOperationException($"Summaries hold text, <c> and <see>, not {node}."),
    };

    static string Setting(string cref)
    {
        var parts = cref[2..].Split('.');
        var property = cref.StartsWith("P:", StringComparison.Ordinal)
            ? typeof(HomelabTopology).Assembly.GetType(string.Join('.', parts.SkipLast(1)))?.GetProperty(parts[^1])
            : null;
        return property is null ? parts[^1] : ConfigurationNames.Of(property);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
