using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Basecamp.Cli.Charts;

/// <summary>
/// Stated reasons why a guardrail does not apply to an object of a chart, which cannot carry the annotation that other objects state theirs in. A line each:
/// chart, guardrail, <c>Kind/name</c> of the object, and the reason. In a name, <c>*</c> stands for any text.
/// </summary>
/// <param name="Lines">The lines.</param>
sealed partial record ChartExemptions(ImmutableArray<ChartExemption> Lines)
{
    /// <summary>The file of a project, for charts that are not basecamp's.</summary>
    public const string Shown = "vendor/charts.allow";

    /// <summary>What basecamp states about the charts of its catalog.</summary>
    public static ChartExemptions OfCatalog { get; } = ReadCatalog();

    /// <summary>The catalog's, and those of a project's file.</summary>
    /// <exception cref="ChartException">A line of the file is not valid.</exception>
    public static ChartExemptions Of(string project)
    {
        var file = Path.Combine(project, "vendor", "charts.allow");
        return File.Exists(file) ? new([.. OfCatalog.Lines, .. Parse(File.ReadAllText(file), Shown).Lines]) : OfCatalog;
    }

    /// <summary>Reads lines; empty ones and those that begin with <c>#</c> are passed over.</summary>
    /// <exception cref="ChartException">A line is not valid.</exception>
    public static ChartExemptions Parse(string text, string shown)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var read = ImmutableArray.CreateBuilder<ChartExemption>();
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].Length == 0 || lines[index][0] == '#')
                continue;
            if (Line().Match(lines[index]) is not { Success: true } match)
                throw new ChartException(
                    $"{shown}:{index + 1} is '{lines[index]}', but a line is a chart, a guardrail, Kind/name and a reason, separated by spaces: "
                    + "'netbox BC007 Job/netbox-* runs once, and not beside others'.");
            read.Add(new(match.Groups["chart"].Value, match.Groups["id"].Value, match.Groups["object"].Value, match.Groups["reason"].Value));
        }
        return new(read.ToImmutable());
    }

    /// <summary>Whether a reason is stated.</summary>
    /// <param name="chart">Name of the chart.</param>
    /// <param name="id">The guardrail.</param>
    /// <param name="kind">Kind of the object.</param>
    /// <param name="name">Name of the object.</param>
    public bool Cover(string chart, string id, string kind, string name) =>
        Lines.Any(line => line.Chart == chart && line.Guardrail == id && FileSystemName.MatchesSimpleExpression(line.Object, $"{kind}/{name}", ignoreCase: false));

    static ChartExemptions ReadCatalog()
    {
        using var stream = typeof(ChartExemptions).Assembly.GetManifestResourceStream("charts/catalog.allow")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "catalog.allow");
    }

    [GeneratedRegex(@"\A(?<chart>[A-Za-z0-9][A-Za-z0-9._-]*) +(?<id>BC[0-9]{3}) +(?<object>[A-Za-z*]+/\S+) +(?<reason>\S+ \S.*)\z")]
    private static partial Regex Line();
}

/// <summary>A stated reason.</summary>
/// <param name="Chart">Name of the chart.</param>
/// <param name="Guardrail">The guardrail, e.g. <c>BC004</c>.</param>
/// <param name="Object"><c>Kind/name</c>, with <c>*</c> for any text.</param>
/// <param name="Reason">Why it does not apply.</param>
sealed record ChartExemption(string Chart, string Guardrail, string Object, string Reason);
