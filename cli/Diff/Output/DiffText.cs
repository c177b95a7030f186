using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Prediction;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Diff.Output;

/// <summary>A diff for people at a terminal.</summary>
sealed class DiffText(Page page)
{
    const int MaximumDetails = 20;

    // As many objects of an app that goes are shown one by one.
    const int MaximumOfGone = 3;
    const int MaximumKinds = 3;

    /// <summary>Prints <paramref name="report"/>.</summary>
    public void Print(DiffReport report)
    {
        page.Line(Style.Strong("basecamp diff"), Style.Dim($"  {report.Before} → {report.After}"));
        PrintCharts(report.Charts);
        foreach (var rule in report.Findings.GroupBy(finding => (finding.Severity, finding.Rule)))
            PrintRule(rule.Key.Severity, rule.Key.Rule, [.. rule]);
        foreach (var app in report.Apps)
            PrintApp(report, app);
        if (report.Notices.Count > 0)
        {
            page.Line();
            page.Line(Style.Strong("Not compared"));
            foreach (var notice in report.Notices)
                page.Paragraph(notice, indent: 2);
        }
        if (report.Forecast is { } forecast)
            PrintForecast(forecast);
        page.Line();
        page.Line(Of(report.Forecast is { IsUnprepared: true } ? Severity.Danger : report.Findings.Count > 0 ? report.Findings[0].Severity : null, $"diff: {report.Summary()}"));
    }

    void PrintCharts(IReadOnlyList<ChartBump> charts)
    {
        if (charts.Count > 0)
            page.Line();
        foreach (var bump in charts)
        {
            page.Line(Of(bump.Gravest, "chart   "), Style.Strong(bump.Name), Style.Plain($" {bump.Before} → {bump.After}"));
            page.Paragraph(bump.Summary(), indent: 8);
            if (bump.Notes is { } notes)
                page.Line(Style.Dim($"        {notes}"));
        }
    }

    void PrintForecast(Forecast forecast)
    {
        page.Line();
        page.Line(Style.Strong("pulumi up: "), Style.Plain(ForecastLines.Counts(forecast)));
        foreach (var (isBad, text) in ForecastLines.Effects(forecast))
        {
            if (isBad)
                page.Line(Style.Bad("  danger"));
            page.Paragraph(Plain(text), indent: 2);
        }
    }

    void PrintRule(Severity severity, IChangeRule rule, IReadOnlyList<ChangeFinding> findings)
    {
        page.Line();
        page.Line(Of(severity, $"{Label(severity),-8}"), Style.Strong(rule.Title), Style.Dim($"  {rule.Id}"));
        foreach (var finding in findings)
        {
            var about = finding.Object is { } change ? $"{change.Id} " : "";
            page.Paragraph(Plain(about + finding.Message), indent: 8);
            foreach (var detail in finding.Details.Take(MaximumDetails))
                page.Paragraph(detail, indent: 10);
            if (finding.Details.Count > MaximumDetails)
                page.Line(Style.Dim($"          and {finding.Details.Count - MaximumDetails} more"));
        }
        if (severity == Severity.Notice)
            return;
        page.Paragraph($"Why: {rule.Why}", indent: 8);
        page.Paragraph(Plain($"Do: {rule.Remedy}"), indent: 8);
    }

    void PrintApp(DiffReport report, AppChange app)
    {
        page.Line();
        page.Heading(app.Name, DiffReport.Kinds(app.Objects), '─');
        var harmless = app.Objects.Where(change => report.SeverityOf(change) is null or Severity.Notice).ToList();
        // That an app goes is one fact. What its objects were like is in the old state; what must not be missed is named all the same.
        var isFolded = app.IsGone && harmless.Count > MaximumOfGone;
        if (isFolded)
            PrintGone(harmless);
        foreach (var change in isFolded ? app.Objects.Except(harmless) : app.Objects)
        {
            var severity = report.SeverityOf(change);
            page.Line(
                OfSign(Sign(change.Kind), $"{Sign(change.Kind)} "),
                Style.Strong(change.Id.ToString()),
                severity is > Severity.Notice ? Of(severity, $"  {Label(severity.Value)}") : Style.Plain(""));
            if (isFolded)
                continue;
            foreach (var line in ObjectLines.Of(change))
                PrintLine(line);
        }
    }

    void PrintGone(IReadOnlyList<ObjectChange> objects)
    {
        var kinds = objects.CountBy(change => change.Id.Kind, StringComparer.Ordinal)
            .OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Value:N0} {kind.Key}").ToList();
        var count = PreviewReport.Count(objects.Count, "object");
        // As many kinds as fit beside the sign, the count and the colon; one at least.
        var some = Math.Min(kinds.Count, MaximumKinds);
        while (some > 1 && count.Length + Kinds(kinds, some).Length + 4 > page.Width)
            some--;
        page.Line(OfSign('-', "- "), Style.Strong(count), Style.Plain($": {Kinds(kinds, some)}"));
    }

    static string Kinds(IReadOnlyList<string> kinds, int some) =>
        string.Join(", ", kinds.Take(some)) + (kinds.Count > some ? $" and {PreviewReport.Count(kinds.Count - some, "more kind")}" : "");

    // Broken at the edge of the terminal, so that nothing is lost and signs stay in their column.
    void PrintLine(DiffLine line)
    {
        var room = Math.Max(20, page.Width - 6);
        for (var start = 0; start == 0 || start < line.Text.Length; start += room)
        {
            var part = line.Text[start..Math.Min(line.Text.Length, start + room)];
            page.Line(OfSign(line.Sign, $"    {(start == 0 ? line.Sign == '@' ? ' ' : line.Sign : ' ')} {part}"));
        }
    }

    static char Sign(ChangeKind kind) => kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };

    static Style OfSign(char sign, string text) => sign switch
    {
        '+' => Style.Good(text),
        '-' => Style.Bad(text),
        '!' or '~' => Style.Warning(text),
        '@' => Style.Kind(text),
        _ => Style.Dim(text),
    };

    static Style Of(Severity? severity, string text) => severity switch
    {
        Severity.Danger => Style.Bad(text),
        Severity.Caution => Style.Warning(text),
        Severity.Notice => Style.Kind(text),
        _ => Style.Good(text),
    };

    static string Label(Severity severity) => severity.ToString().ToLowerInvariant();

    static string Plain(string message) => message.Replace("`", "", StringComparison.Ordinal);
}
