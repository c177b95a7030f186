using System.Globalization;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>The check for people: worst first, on one screen.</summary>
sealed class DisasterCheckText(Page page)
{
    // Problems that several copies have, such as a store that cannot be reached: said once.
    readonly List<string> shared = [];

    static readonly (Fate Fate, string Title)[] Sections =
    [
        (Fate.Lost, "lost permanently"),
        (Fate.Unknown, "unknown"),
        (Fate.Restorable, "restorable from the last copy"),
        (Fate.Recreated, "has to be recreated"),
        (Fate.Acceptable, "acceptable to lose"),
    ];

    /// <summary>Prints <paramref name="check"/>.</summary>
    public void Print(DisasterCheck check)
    {
        page.Line(Style.Strong($"If everything of {check.Run.File.Stack} burned down now"),
            Style.Dim($"  {check.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{(check.LookedAtBuckets ? "" : ", offline: what is configured, not what exists")}"));
        shared.AddRange(check.States.SelectMany(state => state.Copies).Where(copy => copy is { Found: null, Problem: not null })
            .GroupBy(copy => copy.Problem!, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
        var width = check.States.Select(state => state.Covered.State.Id.Length).Append(0).Max();
        foreach (var (fate, title) in Sections)
            PrintSection(check, title, [.. check.States.Where(state => state.Fate == fate)], width);
        PrintShared();
        PrintPaper(check);
        PrintBuckets(check);
        page.Line();
        page.Line(check.IsWorse ? Style.Bad(Summary(check)) : Style.Good(Summary(check)));
    }

    void PrintSection(DisasterCheck check, string title, List<CheckedState> states, int width)
    {
        if (states.Count == 0)
            return;
        page.Line();
        page.Line(states[0].Fate is Fate.Lost or Fate.Unknown ? Style.Bad(title) : Style.Strong(title));
        foreach (var state in states)
        {
            var id = $"  {state.Covered.State.Id.PadRight(width)}  ";
            page.Line(Style.Kind(id), Style.Plain(state.Covered.State.What));
            foreach (var line in Lines(state, check))
                page.Paragraph(line, id.Length);
        }
    }

    void PrintShared()
    {
        if (shared.Count == 0)
            return;
        page.Line();
        page.Line(Style.Bad("could not be checked"));
        foreach (var (index, problem) in shared.Index())
            page.Paragraph($"({index + 1}) {problem}", 2);
    }

    string ProblemOf(string problem) => shared.IndexOf(problem) is >= 0 and var index ? $"not checked: see ({index + 1})" : $"problem: {problem}";

    IEnumerable<string> Lines(CheckedState state, DisasterCheck check)
    {
        var (held, fate) = (state.Covered.State, state.Fate);
        if (state.Covered.Accepted is { } reason)
            yield return $"accepted: {reason}";
        else if (fate is Fate.Lost or Fate.Recreated or Fate.Acceptable)
            yield return held.Consequence;
        if (fate is Fate.Acceptable)
            yield break;
        foreach (var copy in state.Copies)
        {
            yield return Promise(copy.Copy);
            if (copy.Found is { RestorableTo: { } moment } found)
                yield return $"back to {Ages.Text(check.Now - moment)} ago: {found.Detail}";
            if (copy.Problem is { } problem)
                yield return ProblemOf(problem);
        }
        if (fate == Fate.Lost && state.Copies.IsEmpty)
            yield return state.Covered.Copies.IsEmpty ? "nothing backs it up" : "its only copies are in a store in the cluster";
    }

    static string Promise(StateCopy copy) =>
        $"copied by {copy.By} to {copy.Store}, '{copy.Schedule}'{(copy.ContinuousMinutes is { } minutes ? string.Create(CultureInfo.InvariantCulture, $", changes every {minutes} min") : "")}";

    void PrintPaper(DisasterCheck check)
    {
        page.Line();
        page.Line(Style.Strong("keep these outside of the cluster yourself"));
        page.Paragraph("the git repository with the stack file; the stack's passphrase, or what its secrets provider needs", 2);
        page.Paragraph(check.Export switch
        {
            null => $"an export of the state, with the passwords and keys that were generated: pulumi stack export --stack {check.Run.File.Stack} --file FILE (check it with --export FILE)",
            { Problem: { } problem } export => $"the export {export.File}: {problem}",
            var export => $"the export {export.File}: {PreviewReport.Count(export.Resources, "resource")}{(export.Taken is { } taken ? $", {Ages.Text(check.Now - taken)} old" : "")}, the passphrase decrypts it",
        }, 2);
        foreach (var state in check.States.Where(state => state.Fate == Fate.KeptByPeople))
            page.Paragraph($"{state.Covered.State.What} ({state.Covered.State.Id}). Without: {state.Covered.State.Consequence}", 2);
    }

    void PrintBuckets(DisasterCheck check)
    {
        var unversioned = check.Buckets.Where(bucket => bucket.Value == false).Select(bucket => bucket.Key).ToList();
        if (unversioned.Count == 0)
            return;
        page.Line();
        page.Line(Style.Warning($"versioning is off in {string.Join(", ", unversioned)}"));
        page.Paragraph("Whoever obtains the keys of the cluster can delete its copies, too. Enable versioning or object lock, and keep old versions for some weeks.", 2);
    }

    static string Summary(DisasterCheck check)
    {
        var (lost, unknown) = (check.States.Count(state => state.Fate == Fate.Lost), check.States.Count(state => state.Fate == Fate.Unknown));
        var late = check.States.Count(state => state.Fate is not (Fate.Lost or Fate.Unknown) && state.Problems.Any());
        string[] parts =
        [
            PreviewReport.Count(check.States.Length, "item"),
            $"{lost} lost permanently",
            .. unknown > 0 ? [$"{unknown} unknown"] : Array.Empty<string>(),
            .. late > 0 ? [$"{PreviewReport.Count(late, "copy").Replace("copys", "copies", StringComparison.Ordinal)} with a problem"] : Array.Empty<string>(),
            .. check.Export is { Problem: not null } ? ["the export is unusable"] : Array.Empty<string>(),
        ];
        return $"dr check of {check.Run.File.Stack}: {string.Join(", ", parts)}{(check.LookedAtBuckets ? "" : " (offline: no bucket was read)")}";
    }
}
