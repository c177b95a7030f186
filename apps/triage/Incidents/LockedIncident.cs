using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents;

/// <summary>
/// An incident whose row is locked until the end of the transaction. Every transition starts here: lock, check, change,
/// add to the timeline, cancel or create pages.
/// </summary>
sealed record LockedIncident
{
    public long Id { get; init; }
    public string Status { get; init; } = "";
    public string Title { get; init; } = "";
    public short Severity { get; init; }
    public string Urgency { get; init; } = "";
    public int Version { get; init; }
    public int Epoch { get; init; }
    public int Loop { get; init; }
    public int NextStep { get; init; }
    public string PolicySnapshot { get; init; } = "{}";
    public string? AckBy { get; init; }
    public long? AckResponderId { get; init; }
    public DateTime? AckAt { get; init; }
    public DateTime? QuietUntil { get; init; }
    public DateTime? LastEscalationAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public string? ResolvedBy { get; init; }
    public DateTime? NextEscalationAt { get; init; }
    public string? NotPaging { get; init; }
    /// <summary>The database's clock: the only one that decides.</summary>
    public DateTime Now { get; init; }

    public bool IsResolved => Status == "resolved";
    public bool IsQuiet => Status == "acknowledged" && (QuietUntil is null || QuietUntil > Now);
    public PolicySnapshot Policy => Incidents.PolicySnapshot.FromJson(PolicySnapshot);
}

static class IncidentLocking
{
    public static Task<LockedIncident?> LockIncident(this NpgsqlConnection db, long id, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<LockedIncident>(new CommandDefinition("""
            select id, status, title, severity, urgency, version, epoch, loop, next_step, policy_snapshot::text as policy_snapshot,
                   ack_by, ack_responder_id, ack_at, quiet_until, last_escalation_at, created_at, resolved_by, next_escalation_at,
                   not_paging, now() as now
            from incidents where id = @id for no key update
            """, new { id }, cancellationToken: ct));

    /// <summary>
    /// Nobody who has not been paged yet will be. A page that a sender has already claimed is waited for and then left to
    /// the sender, which looks at the incident once more before it sends.
    /// </summary>
    public static Task CancelPages(this NpgsqlConnection db, long incidentId, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(
            "update pages set status = 'cancelled' where incident_id = @incidentId and status = 'pending'",
            new { incidentId }, cancellationToken: ct));
}
