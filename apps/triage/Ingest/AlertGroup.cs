using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Ingest;

/// <summary>What a source says about one thing that is wrong: becomes, or changes, one incident.</summary>
/// <param name="Identity">The source's name for the group, unique per key: the group key, or a fingerprint.</param>
/// <param name="Title">What is wrong, for people.</param>
/// <param name="Alerts">All alerts of the message that belong here.</param>
/// <param name="Hidden">Alerts the source left out of the message (max_alerts).</param>
/// <param name="Complete">The message lists every alert of the group, so one that is missing is over.</param>
sealed record AlertGroup(string Identity, string Title, IReadOnlyList<Alert> Alerts, int Hidden, bool Complete)
{
    public Severity Severity => Alerts.Where(a => a.Firing).Select(a => a.Severity).DefaultIfEmpty(Severity.Info).Max();

    public bool AnyFiring => Alerts.Any(a => a.Firing);
}

/// <param name="Fingerprint">Identifies the alert within its incident.</param>
/// <param name="Firing">False: resolved.</param>
/// <param name="Severity">From the severity label.</param>
/// <param name="StartsAt">UTC; null when the source did not say.</param>
/// <param name="EndsAt">UTC; null while firing.</param>
/// <param name="Labels">Identify the alert.</param>
/// <param name="Annotations">Describe it.</param>
/// <param name="GeneratorUrl">Where it comes from; not trusted, checked when shown.</param>
sealed record Alert(string Fingerprint, bool Firing, Severity Severity, DateTime? StartsAt, DateTime? EndsAt,
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, string GeneratorUrl)
{
    public bool IsWatchdog => Labels.TryGetValue("alertname", out var name) && name == "Watchdog";
}
