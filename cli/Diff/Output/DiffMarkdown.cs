using System.Text;
using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Preview;

namespace Basecamp.Cli.Diff.Output;

/// <summary>A diff as a comment of a pull request: what must not be missed first, then everything by app, folded.</summary>
/// <param name="report">What to say.</param>
/// <param name="maximumBytes">Size in UTF-8. What does not fit is left out, the harmless first; whole objects, never half a fence.</param>
sealed class DiffMarkdown(DiffReport report, int maximumBytes)
{
    const int MaximumDetails = 20;

    // Kept for the last line, which says what was left out.
    const int Reserve = 320;

    readonly StringBuilder text = new();
    int used;

    /// <summary>The comment.</summary>
    public string Write()
    {
        Append($"### basecamp diff: {Markdown.Code(report.Before)} → {Markdown.Code(report.After)}\n\n**{Markdown.Prose(report.Summary())}**\n");
        var unsaid = WriteCharts();
        foreach (var severity in (Severity[])[Severity.Danger, Severity.Caution, Severity.Notice])
            unsaid += WriteFindings(severity, [.. report.Findings.Where(finding => finding.Severity == severity)]);
        var blocks = Choose(out var shortened, out var omitted);
        foreach (var app in report.Apps)
            WriteApp(app, blocks);
        if (report.Forecast is { } forecast)
            TryAppend($"\n**pulumi up**: {ForecastLines.Counts(forecast)}\n{string.Concat(ForecastLines.Effects(forecast).Select(effect => $"- {(effect.IsBad ? "**danger** " : "")}{Markdown.Prose(effect.Text)}\n"))}");
        if (report.Notices.Count > 0)
            TryAppend($"\n<details><summary>Not compared</summary>\n\n{string.Concat(report.Notices.Select(notice => $"- {Markdown.Prose(notice)}\n"))}\n</details>\n");
        text.Append(Rest(unsaid, shortened, omitted));
        return text.ToString();
    }

    // The first question of whoever reviews a new version.
    int WriteCharts()
    {
        var unsaid = 0;
        foreach (var (index, bump) in report.Charts.Index())
        {
            var notes = bump.Notes is { } page ? $" ([release notes]({page}))" : "";
            var versions = $"{Markdown.Code(bump.Before)} → {Markdown.Code(bump.After)}{notes}";
            var line = $"{(index == 0 ? "\n" : "")}- **{Markdown.Prose(bump.Name)}** {versions}: {Markdown.Prose(bump.Summary())}\n";
            if (Fits(Size(line)))
                Append(line);
            else
                unsaid++;
        }
        return unsaid;
    }

    int WriteFindings(Severity severity, IReadOnlyList<ChangeFinding> findings)
    {
        if (findings.Count == 0)
            return 0;
        var isFolded = severity == Severity.Notice;
        var (head, tail) = isFolded
            ? ($"\n<details><summary>{PreviewReport.Count(findings.Count, "notice")}</summary>\n\n", "\n</details>\n")
            : (severity == Severity.Danger ? "\n#### ⛔ Dangerous\n\n" : "\n#### ⚠️ Caution\n\n", "");
        var (written, unsaid) = (0, 0);
        foreach (var rule in findings.GroupBy(finding => finding.Rule))
        {
            var why = isFolded ? "" : $"  - **Why:** {Markdown.Prose(rule.Key.Why)}\n  - **Do:** {Markdown.Prose(rule.Key.Remedy)}\n";
            var title = $"- **{Markdown.Prose(rule.Key.Title)}** ({rule.Key.Id})\n";
            var isOpen = false;
            foreach (var finding in rule)
            {
                var line = Line(finding);
                var needed = Size(line) + (isOpen ? 0 : Size(title) + Size(why) + (written == 0 ? Size(head) + Size(tail) : 0));
                if (!Fits(needed))
                {
                    unsaid++;
                    continue;
                }
                if (written++ == 0)
                {
                    Append(head);
                    // Spent now, written later.
                    used += Size(tail);
                }
                if (!isOpen)
                {
                    Append(title);
                    used += Size(why);
                }
                isOpen = true;
                Append(line);
            }
            if (isOpen)
                text.Append(why);
        }
        if (written > 0)
            text.Append(tail);
        return unsaid;
    }

    static string Line(ChangeFinding finding)
    {
        var about = finding.Object is { } change ? $"{Markdown.Code(change.Id.ToString())} " : "";
        var details = finding.Details.Take(MaximumDetails).Select(detail => $"    - {Markdown.Code(detail)}\n");
        var more = finding.Details.Count > MaximumDetails ? $"    - and {finding.Details.Count - MaximumDetails} more\n" : "";
        return $"  - {about}{Markdown.Prose(finding.Message)}\n{string.Concat(details)}{more}";
    }

    // The gravest objects first; one that is too large may still be named.
    Dictionary<ObjectChange, string> Choose(out int shortened, out int omitted)
    {
        var chosen = new Dictionary<ObjectChange, string>(ReferenceEqualityComparer.Instance);
        var opened = new HashSet<AppChange>(ReferenceEqualityComparer.Instance);
        (shortened, omitted) = (0, 0);
        var all = report.Apps.SelectMany(app => app.Objects.Select(change => (App: app, Change: change)))
            .OrderByDescending(pair => report.SeverityOf(pair.Change) ?? (Severity)(-1));
        foreach (var (app, change) in all)
        {
            var title = $"\n{Markdown.Code(change.Id.ToString())} {change.Kind.ToString().ToLowerInvariant()}\n";
            var frame = opened.Contains(app) ? 0 : Size(Opening(app)) + Size(Closing);
            var block = $"{title}\n{Markdown.Fence(ObjectLines.Of(change))}";
            if (!Fits(frame + Size(block)))
            {
                block = title;
                shortened++;
            }
            if (!Fits(frame + Size(block)))
            {
                shortened--;
                omitted++;
                continue;
            }
            opened.Add(app);
            used += frame + Size(block);
            chosen.Add(change, block);
        }
        return chosen;
    }

    void WriteApp(AppChange app, Dictionary<ObjectChange, string> blocks)
    {
        var chosen = app.Objects.Where(blocks.ContainsKey).ToList();
        if (chosen.Count == 0)
            return;
        text.Append(Opening(app));
        foreach (var change in chosen)
            text.Append(blocks[change]);
        text.Append(Closing);
    }

    const string Closing = "\n</details>\n";

    static string Opening(AppChange app) => $"\n<details><summary><b>{Markdown.Html(app.Name)}</b>: {DiffReport.Kinds(app.Objects)}</summary>\n";

    string Rest(int unsaid, int shortened, int omitted)
    {
        var parts = new List<string>();
        if (unsaid > 0)
            parts.Add($"{PreviewReport.Count(unsaid, "finding")} left out");
        if (shortened > 0)
            parts.Add($"{PreviewReport.Count(shortened, "object")} without details");
        if (omitted > 0)
            parts.Add($"{PreviewReport.Count(omitted, "object")} left out");
        return parts.Count == 0 ? "" : $"\n_To stay below {maximumBytes:N0} bytes: {string.Join(", ", parts)}. The whole diff: the same command with `--format text`._\n";
    }

    void Append(string part)
    {
        text.Append(part);
        used += Size(part);
    }

    void TryAppend(string part)
    {
        if (Fits(Size(part)))
            Append(part);
    }

    bool Fits(int size) => used + size <= maximumBytes - Reserve;

    static int Size(string part) => Encoding.UTF8.GetByteCount(part);
}
