namespace Basecamp.Triage.Ingest;

/// <summary>An alert row as it is stored.</summary>
sealed record StoredAlert
{
    public string Fingerprint { get; init; } = "";
    public string Status { get; init; } = "";
    public short Severity { get; init; }
    public DateTime? StartsAt { get; init; }
    public int Missed { get; init; }

    public bool Firing => Status == "firing";
}

/// <summary>What one message changes about the alerts of an incident.</summary>
/// <param name="Write">Rows to insert or overwrite, sorted.</param>
/// <param name="Added">Fingerprints that started to fire.</param>
/// <param name="Ended">Fingerprints that stopped.</param>
/// <param name="Missed">Firing alerts a complete message did not list, for the first time.</param>
/// <param name="Gone">Firing alerts missing from a second complete message: over.</param>
/// <param name="StillFiring">How many fire afterwards.</param>
sealed record AlertChanges(IReadOnlyList<Alert> Write, IReadOnlyList<string> Added, IReadOnlyList<string> Ended,
    IReadOnlyList<string> Missed, IReadOnlyList<string> Gone, int StillFiring)
{
    public bool Any => Write.Count + Missed.Count + Gone.Count > 0;
}

/// <summary>Decides what a message means for alerts already known. Pure.</summary>
static class AlertMerge
{
    /// <param name="stored">The alerts of the incident, before.</param>
    /// <param name="group">The message.</param>
    /// <param name="countMissing">
    /// The message lists every alert of exactly this incident. Alertmanager always sends whole groups, so an alert missing
    /// twice in a row is over; once may be the partial view of one of two high-availability members.
    /// </param>
    public static AlertChanges Plan(IReadOnlyCollection<StoredAlert> stored, AlertGroup group, bool countMissing)
    {
        var known = stored.ToDictionary(s => s.Fingerprint, StringComparer.Ordinal);
        var write = new List<Alert>();
        var added = new List<string>();
        var ended = new List<string>();
        foreach (var alert in group.Alerts.OrderBy(a => a.Fingerprint, StringComparer.Ordinal))
        {
            var before = known.GetValueOrDefault(alert.Fingerprint);
            // A late "resolved" of an earlier round must not end the present one. A "firing" is never dropped.
            if (!alert.Firing && before is { Firing: true } && alert.StartsAt < before.StartsAt)
                continue;
            if (before is not null && before.Firing == alert.Firing && before.Severity == (short)alert.Severity &&
                before.StartsAt == alert.StartsAt && before.Missed == 0)
                continue;
            write.Add(alert);
            if (alert.Firing && before is not { Firing: true })
                added.Add(alert.Fingerprint);
            if (!alert.Firing && before is { Firing: true })
                ended.Add(alert.Fingerprint);
        }
        var listed = group.Alerts.Select(a => a.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var absent = countMissing ? stored.Where(s => s.Firing && !listed.Contains(s.Fingerprint)).ToList() : [];
        var gone = absent.Where(s => s.Missed >= 1).Select(s => s.Fingerprint).ToList();
        var firing = stored.Count(s => s.Firing) + added.Count - ended.Count - gone.Count;
        return new(write, added, ended, [.. absent.Where(s => s.Missed == 0).Select(s => s.Fingerprint)], gone, firing);
    }
}
