using Basecamp.Cli.Offline;
using Basecamp.Cli.Terminal;
using Basecamp.Testing;

namespace Basecamp.Cli.Preview;

/// <summary>A preview for people.</summary>
sealed class PreviewText(Page page, TreeGlyphs glyphs, bool all)
{
    /// <summary>Prints <paramref name="report"/>.</summary>
    public void Print(PreviewReport report)
    {
        var run = report.Run;
        var tiers = run.IsComplete && report.Tiers.Count > 0 ? glyphs.Dot + string.Join(", ", report.Tiers.Select(tier => tier.Name)) : "";
        page.Line(Style.Strong($"basecamp preview of {run.File.Stack}"), Style.Dim($"  {run.File.Shown}{tiers}"));
        if (run.IsComplete)
        {
            foreach (var tier in report.Tiers)
                PrintTier(report, tier);
            PrintCapacity(report);
        }
        PrintComplaints(report);
        page.Line(run.ExitCode == ExitCode.Fine ? Style.Good(report.Summary) : Style.Bad(report.Summary));
    }

    /// <summary>Prints problems, warnings and findings only.</summary>
    public void PrintComplaints(PreviewReport report)
    {
        PrintProblems(report);
        PrintWarnings(report.Run);
        PrintFindings(report);
        page.Line();
    }

    void PrintTier(PreviewReport report, TierReport tier)
    {
        page.Line();
        page.Heading(tier.Name, PreviewReport.Count(tier.Resources.Count, "resource"), glyphs.Rule);
        var lines = new ResourceTree(glyphs, all).Lines(tier.Roots);
        var shown = lines.Where(line => line.Resource is not null).ToList();
        var nameWidth = Math.Min(page.Width / 2,
            shown.Select(line => line.Branches.Length + line.Resource!.Name.Length).DefaultIfEmpty().Max());
        var typeWidth = Math.Min(page.Width / 4,
            shown.Select(line => ResourceText.ShortType(line.Resource!).Length).DefaultIfEmpty().Max());
        foreach (var line in lines)
            PrintTreeLine(report, line, nameWidth, typeWidth);
        page.Line();
        page.Wrapped(tier.ByType.Select(count => ResourceText.Several(count.Count, count.Type)), glyphs.Dot, indent: 0);
    }

    void PrintCapacity(PreviewReport report)
    {
        if (report.Capacity is not { } capacity)
            return;
        page.Line();
        page.Line(capacity.IsExceeded ? Style.Bad(capacity.ToString()) : Style.Plain(capacity.ToString()));
        if (capacity.Details.Length > 0)
            page.Paragraph(all ? capacity.AllDetails : capacity.Details, indent: 0);
    }

    void PrintTreeLine(PreviewReport report, TreeLine line, int nameWidth, int typeWidth)
    {
        if (line.Resource is not { } resource)
        {
            page.Line(Style.Dim(line.Branches), Style.Dim($"{glyphs.Ellipsis} {line.More} (--all shows them)"));
            return;
        }
        var name = FitName(resource.Name, nameWidth - line.Branches.Length);
        var padding = new string(' ', Math.Max(0, nameWidth - line.Branches.Length - name.Length) + 2);
        var room = page.Width - nameWidth - typeWidth - 4;
        var facts = FitFacts([.. ResourceText.Facts(resource).Select(report.Shown)], room);
        var type = ResourceText.ShortType(resource);
        // Nothing follows, so nothing has to be kept in its column.
        var typeRoom = facts.Length == 0 && ResourceText.WaitsFor(resource, glyphs.Ellipsis).Count == 0 ? page.Width - nameWidth - 2 : typeWidth;
        type = FitName(type, typeRoom);
        var waits = Waits(resource, room - facts.Length, after: facts.Length > 0 ? glyphs.Dot : "");
        page.Line(
            Style.Dim(line.Branches),
            Style.Dim(name[..Shared(resource, name)]),
            resource.IsComponent ? Style.Strong(name[Shared(resource, name)..]) : Style.Plain(name[Shared(resource, name)..]),
            Style.Plain(padding),
            Style.Kind(facts.Length + waits.Length > 0 ? type.PadRight(typeWidth + 2) : type),
            Style.Plain(facts),
            Style.Dim(waits));
    }

    string Waits(RecordedResource resource, int room, string after)
    {
        // Part of it would be a riddle; where there is no room, the order of lines has to do.
        var phrasings = ResourceText.WaitsFor(resource, glyphs.Ellipsis).Select(phrasing => after + phrasing).ToList();
        return phrasings.Find(phrasing => phrasing.Length <= room) ?? "";
    }

    // The first say most, so the last go first. Of an object's place the end tells most.
    string FitFacts(IReadOnlyList<string> facts, int room)
    {
        for (var count = facts.Count; count > 0; count--)
        {
            var text = string.Join(glyphs.Dot, facts.Take(count));
            if (text.Length <= room)
                return text;
        }
        return facts.Count == 0 ? "" : FitName(facts[0], room);
    }

    void PrintProblems(PreviewReport report)
    {
        var run = report.Run;
        if (run.Problems.Count > 0)
        {
            page.Line();
            page.Line(Style.Bad($"{glyphs.Bad} {PreviewReport.Count(run.Problems.Count, "problem")} in the configuration"));
        }
        foreach (var problem in run.Problems)
            PrintConfigProblem(problem, run.File.Shown);
        foreach (var failure in run.Failures)
        {
            page.Line();
            page.Line(Style.Bad($"{glyphs.Bad} The program failed"));
            page.Paragraph(failure.Message, indent: 4);
            if (failure.Origin is { } origin)
                page.Line(Style.Dim($"    {failure.Exception.GetType().Name} at {origin}"));
        }
    }

    void PrintConfigProblem(ConfigProblem problem, string file)
    {
        page.Line();
        if (problem.Path is { } path)
            page.Line(Style.Strong($"  {path}"), Style.Dim(problem.Line is { } line ? $"  {file}:{line}" : $"  not in {file}"));
        page.Paragraph(problem.Message, indent: 4);
    }

    void PrintWarnings(OfflineRun run)
    {
        if (run.Warnings.Count == 0)
            return;
        page.Line();
        page.Line(Style.Warning($"{glyphs.Warn} {PreviewReport.Count(run.Warnings.Count, "warning")}"));
        // The same remark on each of many nodes is one remark.
        foreach (var same in run.Warnings.GroupBy(warning => warning.Message))
        {
            var first = same.First();
            var others = same.Count() - 1;
            PrintConfigProblem(first, run.File.Shown);
            if (others > 0)
                page.Line(Style.Dim($"    Likewise in {PreviewReport.Count(others, "other place")}{(all ? ":" : " (--all lists them)")}"));
            foreach (var place in all ? same.Skip(1) : [])
                page.Line(Style.Dim($"      {place.Path}"));
        }
    }

    void PrintFindings(PreviewReport report)
    {
        var findings = report.Run.Findings;
        if (findings.Count == 0)
            return;
        page.Line();
        page.Line(Style.Bad($"{glyphs.Bad} {PreviewReport.Count(findings.Count, "guardrail finding")}"));
        foreach (var finding in findings)
        {
            page.Line();
            page.Line(
                Style.Bad($"  {finding.Id}  "),
                Style.Strong(finding.Resource?.Name ?? "stack"),
                Style.Dim(finding.Resource is { } resource ? $"  {ResourceText.ShortType(resource)}" : ""));
            page.Paragraph(finding.Message, indent: 9);
            page.Paragraph($"Fix: {finding.Fix}", indent: 9);
        }
    }

    string Fit(string text, int width) =>
        text.Length <= width ? text : width <= glyphs.Ellipsis.Length ? "" : text[..(width - glyphs.Ellipsis.Length)] + glyphs.Ellipsis;

    // Names of one parent's children differ at the end, so a long one loses its middle.
    string FitName(string name, int width)
    {
        if (name.Length <= width || width <= glyphs.Ellipsis.Length)
            return Fit(name, width);
        var tail = (width - glyphs.Ellipsis.Length) / 2;
        return name[..(width - glyphs.Ellipsis.Length - tail)] + glyphs.Ellipsis + name[^tail..];
    }

    // How much of a name only repeats the parent's.
    static int Shared(RecordedResource resource, string shown) =>
        resource.Parent is { } parent && shown.StartsWith($"{parent.Name}-", StringComparison.Ordinal) ? parent.Name.Length + 1 : 0;
}
