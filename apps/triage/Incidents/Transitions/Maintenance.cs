using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents.Transitions;

/// <summary>
/// Planned work on a service: its incidents are listed, nobody is paged. Starting also stops what is already under way
/// (goalert#2594); the end is a time from the beginning on, so it cannot be forgotten.
/// </summary>
static class Maintenance
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <returns>False when there is no such service.</returns>
    public static async Task<bool> StartMaintenance(
        this NpgsqlConnection db, string service, TimeSpan duration, Actor by, CancellationToken ct)
    {
        var id = await db.ExecuteScalarAsync<long?>(new CommandDefinition("""
            update services set maintenance_until = now() + make_interval(secs => @seconds)
            where lower(name) = lower(@service) and disabled_at is null returning id
            """, new { service, seconds = duration.TotalSeconds }, cancellationToken: ct));
        if (id is null)
            return false;
        var stopped = (await db.QueryAsync<long>(new CommandDefinition("""
            update incidents set next_escalation_at = null, not_paging = 'maintenance', version = version + 1
            where id in (select id from incidents where service_id = @id and status = 'triggered' and not_paging is null
                         order by id for no key update)
            returning id
            """, new { id }, cancellationToken: ct))).ToList();
        foreach (var incident in stopped)
        {
            await db.CancelPages(incident, ct);
            await db.AddEvent(incident, EventKinds.MaintenanceStarted, by, new { seconds = (int)duration.TotalSeconds }, ct);
        }
        return true;
    }

    /// <summary>Ends it early; the engine starts paging again at its next round.</summary>
    public static async Task<bool> EndMaintenance(this NpgsqlConnection db, string service, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition("""
            update services set maintenance_until = now() where lower(name) = lower(@service) and maintenance_until > now()
            """, new { service }, cancellationToken: ct)) > 0;
}
