using System.Globalization;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;
using Basecamp.Cluster.Doctor;

namespace Basecamp.Cli.Doctor;

/// <summary>Prints a diagnosis for people: the worst first, each with evidence, cause and commands.</summary>
sealed class DoctorText(Page page)
{
    const int Label = 11;
    const int MostSymptoms = 4;
    const int MostEvidence = 8;

    /// <summary>Prints it.</summary>
    public void Print(Diagnosis diagnosis)
    {
        var snapshot = diagnosis.Snapshot;
        page.Line(Style.Strong("basecamp doctor"), Style.Plain(diagnosis.Scope.Text.Length > 0 ? $"  {diagnosis.Scope.Text}" : ""),
            Style.Dim($"  {snapshot.Source} · {snapshot.ServerVersion ?? "version unknown"} · {PreviewReport.Count(snapshot.Of("", "Node").Count, "node")}, {PreviewReport.Count(snapshot.Of("", "Pod").Count, "pod")}"));
        page.Line();
        foreach (var (index, cause) in diagnosis.Causes.Index())
            Print(cause, index + 1);
        foreach (var unread in snapshot.Unread.Where(unread => unread.What != "secrets").Take(10))
            Wrapped("not seen", $"{unread.What}: {unread.Why}", Style.Dim);
        if (snapshot.Unread.Count > 10)
            Wrapped("not seen", string.Create(CultureInfo.InvariantCulture, $"and {snapshot.Unread.Count - 10} more, which --output json lists"), Style.Dim);
        if (snapshot.Unread.Any(unread => unread.What != "secrets"))
            page.Line();
        Summary(diagnosis);
    }

    void Print(RootCause cause, int number)
    {
        var isBroken = cause.Finding.Severity == Severity.Broken;
        Func<string, Style> colour = isBroken ? Style.Bad : Style.Warning;
        var mark = $"{(isBroken ? "✗" : "!")} {number.ToString(CultureInfo.InvariantCulture)}";
        foreach (var (index, line) in WrappedText.Lines(cause.Finding.What, page.Width - Label).Index())
            page.Line(colour(index == 0 ? mark.PadRight(Label) : new string(' ', Label)), Style.Strong(line));
        Wrapped("", $"{cause.Subject}{(cause.Objects.Count > 1 ? $", {PreviewReport.Count(cause.Objects.Count, "object")}: {cause.Objects[0].Name}, …" : cause.Objects[0] != cause.Subject ? $", {cause.Objects[0]}" : "")}"
            + $"  [{cause.Finding.Check}]", Style.Kind);
        Wrapped("cause", cause.Finding.Cause, Style.Plain);
        foreach (var (index, evidence) in cause.Finding.Evidence.Take(MostEvidence).Index())
            Wrapped(index == 0 ? "evidence" : "", evidence, Style.Dim);
        // A command is copied as a whole: it is never broken.
        foreach (var (index, command) in cause.Finding.Commands.Index())
            page.Line(Style.Plain((index == 0 ? "do" : "").PadRight(Label)), Style.Good(WrappedText.Plain(command)));
        if (cause.Finding.Runbook is { } runbook)
            Wrapped("runbook", runbook, Style.Plain);
        if (cause.Symptoms.Count > 0)
        {
            var named = string.Join("; ", cause.Symptoms.Take(MostSymptoms).Select(symptom => $"{symptom.Subject}: {symptom.Finding.What}"));
            var more = cause.Symptoms.Count - MostSymptoms;
            Wrapped("follows",
                $"{PreviewReport.Count(cause.Symptoms.Count, "symptom")}: {named}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $"; and {more} more") : "")}",
                Style.Dim);
        }
        page.Line();
    }

    void Summary(Diagnosis diagnosis)
    {
        var (broken, risks) = (diagnosis.Causes.Count(cause => cause.Finding.Severity == Severity.Broken),
            diagnosis.Causes.Count(cause => cause.Finding.Severity == Severity.Risk));
        var symptoms = diagnosis.Causes.SelectMany(cause => cause.Symptoms).Select(symptom => (symptom.Subject, symptom.Finding.Check)).Distinct().Count();
        var text = $"doctor: {PreviewReport.Count(broken, "cause")} of what is broken, {PreviewReport.Count(risks, "risk")}, {PreviewReport.Count(symptoms, "symptom")} folded";
        page.Line(broken > 0 ? Style.Bad(text) : risks > 0 ? Style.Warning(text)
            : Style.Good($"doctor: nothing is wrong with {(diagnosis.Scope.Text.Length > 0 ? diagnosis.Scope.Text : "the cluster")}, as far as was seen"));
    }

    void Wrapped(string label, string text, Func<string, Style> style)
    {
        foreach (var (index, line) in WrappedText.Lines(text, page.Width - Label).Index())
            page.Line(Style.Plain((index == 0 ? label : "").PadRight(Label)), style(line));
    }
}
