using Basecamp.Triage.Engine;
using Basecamp.Triage.OnCall;
using NodaTime;

namespace Basecamp.Triage.Incidents;

/// <summary>An incident as lists show it.</summary>
sealed record IncidentRow
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public short Severity { get; init; }
    public string Urgency { get; init; } = "";
    public string Status { get; init; } = "";
    public long ServiceId { get; init; }
    public string Service { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public string? AckBy { get; init; }
    public DateTime? AckAt { get; init; }
    public DateTime? QuietUntil { get; init; }
    public DateTime? ResolvedAt { get; init; }
    public string? ResolvedBy { get; init; }
    public string? ResolveReason { get; init; }
    public DateTime? NextEscalationAt { get; init; }
    public DateTime? LastEscalationAt { get; init; }
    public string? NotPaging { get; init; }
    public DateTime? MaintenanceUntil { get; init; }
    public int NextStep { get; init; }
    public int Loop { get; init; }
    public int Epoch { get; init; }
    public int Version { get; init; }
    public int Flaps { get; init; }
    public int HiddenAlerts { get; init; }
    public bool Storm { get; init; }
    public DateTime? StaleAt { get; init; }
    public long? PreviousId { get; init; }
    public string PolicySnapshot { get; init; } = "{}";
    public int? PolicyVersion { get; init; }
    public int AlertsFiring { get; init; }
    public int AlertsTotal { get; init; }
    public string? Runbook { get; init; }
    /// <summary>The pages of the current epoch as JSON, oldest first.</summary>
    public string Pages { get; init; } = "[]";

    public PolicySnapshot Policy => Incidents.PolicySnapshot.FromJson(PolicySnapshot);

    /// <summary>The policy was edited after this incident took its copy.</summary>
    public bool PolicyChanged => PolicyVersion is { } version && version != Policy.Version;
}

/// <summary>Who is paged, as the list says it: people whose page was cancelled are not paged.</summary>
/// <param name="Who">The person, or the channel.</param>
/// <param name="Channel">By what.</param>
/// <param name="State">pending, sending, sent or failed.</param>
/// <param name="At">When it was sent, or else is to be sent.</param>
sealed record PagedPerson(string Who, string Channel, string State, DateTimeOffset At);

/// <summary>The next thing that happens by itself, or why nothing does.</summary>
/// <param name="At">When; null when nothing does.</param>
/// <param name="Step">Number of the step from 1; null when it is not a step.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Targets">Who will be paged then: on call at that moment, not now.</param>
/// <param name="Reason">One of: step, last_step_unanswered, acknowledged, acknowledged_for_ever, exhausted, maintenance, low_urgency,
/// nobody_reachable, resolved.</param>
sealed record NextEscalation(DateTime? At, int? Step, int Steps, IReadOnlyList<string> Targets, string Reason)
{
    public static NextEscalation Of(IncidentRow row, OnCallBook book)
    {
        if (row.Status == "resolved")
            return new(null, null, 0, [], "resolved");
        var policy = row.Policy;
        if (row.Status == "acknowledged")
            return new(row.QuietUntil, null, policy.Steps.Count, [], row.QuietUntil is null ? "acknowledged_for_ever" : "acknowledged");
        if (row.NotPaging is { } why)
            return new(why == "maintenance" ? row.MaintenanceUntil : null, null, policy.Steps.Count, [], why);
        if (row.NextStep >= policy.Steps.Count)
            return new(row.NextEscalationAt, null, policy.Steps.Count, [], "last_step_unanswered");
        var at = Instant.FromDateTimeUtc(row.NextEscalationAt!.Value);
        for (var step = row.NextStep; step < policy.Steps.Count; step++)
        {
            List<string> targets =
            [
                .. StepPlanner.PeopleOf(policy.Steps[step], book, at).Select(r => r.Name),
                .. policy.Steps[step].Targets
                    .Where(t => t.Kind == StepTarget.Channel && book.Channels.TryGetValue(t.Id, out var c) && c.Usable).Select(t => t.Name),
            ];
            if (targets.Count > 0)
                return new(row.NextEscalationAt, step + 1, policy.Steps.Count, targets, "step");
        }
        return new(row.NextEscalationAt, null, policy.Steps.Count, [], "nobody_reachable");
    }
}
