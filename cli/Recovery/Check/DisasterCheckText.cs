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
        (Fate.LostForEver, "lost for ever"),
        (Fate.Unknown, "not known"),
        (Fate.LostSince, "comes back as it was at its last copy"),
        (Fate.CostsWork, "has to be made again"),
        (Fate.MayBeLost, "may be lost"),
        (Fate.KeptByPeople, "is where people keep it"),
    ];

    /// <summary>Prints <paramref name="check"/>.</summary>
    public void Print(DisasterCheck check)
    {
        page.Line(Style.Strong($"If everything of {check.Run.File.Stack} burned down now"),
            Style.Dim($"  {check.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{(check.LookedAtBuckets ? "" : ", offline: what is promised, not what is there")}"));
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
        // What people keep is printed with what else they have to keep.
        if (states.Count == 0 || states[0].Fate == Fate.KeptByPeople)
            return;
        page.Line();
        page.Line(states[0].Fate is Fate.LostForEver or Fate.Unknown ? Style.Bad(title) : Style.Strong(title));
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
        page.Line(Style.Bad("could not be looked at"));
        foreach (var (index, problem) in shared.Index())
            page.Paragraph($"({index + 1}) {problem}", 2);
    }

    string ProblemOf(string problem) => shared.IndexOf(problem) is >= 0 and var index ? $"not looked at: see ({index + 1})" : $"problem: {problem}";

    IEnumerable<string> Lines(CheckedState state, DisasterCheck check)
    {
        var (held, fate) = (state.Covered.State, state.Fate);
        if (state.Covered.Accepted is { } reason)
            yield return $"accepted: {reason}";
        else if (fate is Fate.LostForEver or Fate.CostsWork or Fate.MayBeLost)
            yield return held.Consequence;
        if (fate is Fate.MayBeLost)
            yield break;
        foreach (var copy in state.Copies)
        {
            yield return Promise(copy.Copy);
            if (copy.Found is { RestorableTo: { } moment } found)
                yield return $"back to {Ages.Text(check.Now - moment)} ago: {found.Detail}";
            if (copy.Problem is { } problem)
                yield return ProblemOf(problem);
        }
        if (fate == Fate.LostForEver && state.Copies.IsEmpty)
            yield return state.Covered.Copies.IsEmpty ? "nothing copies it" : "its only copies are in a store in the cluster";
    }

    static string Promise(StateCopy copy) =>
        $"copied by {copy.By} to {copy.Store}, '{copy.Schedule}'{(copy.ContinuousMinutes is { } minutes ? string.Create(CultureInfo.InvariantCulture, $", changes every {minutes} min") : "")}";

    void PrintPaper(DisasterCheck check)
    {
        page.Line();
        page.Line(Style.Strong("keep outside of the cluster yourself"));
        page.Paragraph("the git repository with the stack file; the stack's passphrase, or what its secrets provider needs", 2);
        page.Paragraph(check.Export switch
        {
            null => $"an export of the state, with the passwords and keys that were generated: pulumi stack export --stack {check.Run.File.Stack} --file FILE (check it with --export FILE)",
            { Problem: { } problem } export => $"the export {export.File}: {problem}",
            var export => $"the export {export.File}: {PreviewReport.Count(export.Resources, "resource")}{(export.Taken is { } taken ? $", {Ages.Text(check.Now - taken)} old" : "")}, the passphrase opens it",
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
        page.Line(Style.Warning($"no versions are kept in {string.Join(", ", unversioned)}"));
        page.Paragraph("Whoever gets the keys of the cluster can delete its copies, too. Switch on versioning or object lock, and keep old versions for some weeks.", 2);
    }

    static string Summary(DisasterCheck check)
    {
        var (lost, unknown) = (check.States.Count(state => state.Fate == Fate.LostForEver), check.States.Count(state => state.Fate == Fate.Unknown));
        var late = check.States.Count(state => state.Fate is not (Fate.LostForEver or Fate.Unknown) && state.Problems.Any());
        string[] parts =
        [
            PreviewReport.Count(check.States.Length, "thing") + " held",
            $"{lost} lost for ever",
            .. unknown > 0 ? [$"{unknown} not known"] : Array.Empty<string>(),
            .. late > 0 ? [$"{PreviewReport.Count(late, "copy").Replace("copys", "copies", StringComparison.Ordinal)} with a problem"] : Array.Empty<string>(),
            .. check.Export is { Problem: not null } ? ["the export does not do"] : Array.Empty<string>(),
        ];
        return $"dr check of {check.Run.File.Stack}: {string.Join(", ", parts)}{(check.LookedAtBuckets ? "" : " (offline: no bucket was looked at)")}";
    }
}
