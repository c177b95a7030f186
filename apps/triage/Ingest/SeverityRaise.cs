using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// An open incident got worse. While it pages, only the record changes; somebody who acknowledged it is told again; one
/// that was only listed starts to page.
/// </summary>
static class SeverityRaise
{
    /// <returns>True when somebody is to be paged now.</returns>
    public static async Task<bool> Apply(
        NpgsqlConnection db, OpenIncident open, IngestKey key, Severity severity, OnCallBook book, CancellationToken ct)
    {
        if ((short)severity <= open.Severity)
            return false;
        var urgency = severity.Urgency(key.ServiceUrgency);
        var wakes = open.NotPaging == "low_urgency" && urgency == "high";
        var tellsAcker = open.Status == "acknowledged" && open.AckResponderId is not null;
        var epoch = await db.ExecuteScalarAsync<int>(new CommandDefinition("""
            update incidents
            set severity = @severity, urgency = @urgency, epoch = epoch + case when @tellsAcker then 1 else 0 end,
                not_paging = case when @wakes then null else not_paging end,
                next_escalation_at = case when @wakes then now() else next_escalation_at end
            where id = @Id
            returning epoch
            """, new { open.Id, severity = (short)severity, urgency, tellsAcker, wakes }, cancellationToken: ct));
        await db.AddEvent(open.Id, EventKinds.SeverityRaised, Actor.Source(key.Name),
            new { from = ((Severity)open.Severity).Word(), to = severity.Word() }, ct);
        if (!tellsAcker || !book.Responders.TryGetValue(open.AckResponderId!.Value, out var acker))
            return wakes;
        foreach (var (ruleNo, method, delay) in acker.PagesFor("high"))
            await db.ExecuteAsync(new CommandDefinition("""
                insert into pages (incident_id, epoch, loop, step, rule_no, reason, responder_id, method_id, channel, not_before)
                values (@Id, @epoch, @Loop, -1, @ruleNo, 'severity', @responder, @method, @Kind, now() + make_interval(secs => @delay))
                on conflict do nothing
                """, new { open.Id, epoch, open.Loop, ruleNo, responder = acker.Id, method = method.Id, method.Kind, delay },
                cancellationToken: ct));
        return true;
    }
}
