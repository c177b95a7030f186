using Basecamp.Triage.Database;
using Basecamp.Triage.Settings;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.OnCall;

/// <summary>What somebody wants to change about a schedule for a while.</summary>
/// <param name="In">Login of who comes on; null only takes Out off.</param>
/// <param name="Out">Login of who goes off; null only adds In.</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment after.</param>
sealed record OverrideRequest(string? In, string? Out, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Adds and removes overrides. Overlaps are refused by the database, also when two people save at once.</summary>
sealed class OverrideStore(Db db)
{
    /// <returns>The new override's id, or what is wrong.</returns>
    public async Task<(long? Id, string? Error)> Add(string schedule, OverrideRequest request, string by, CancellationToken ct)
    {
        if (request.In is null && request.Out is null)
            return (null, "Name somebody: 'in', 'out', or both to replace.");
        if (request.Until <= request.From)
            return (null, $"until ({request.Until:u}) must be after from ({request.From:u}).");
        try
        {
            return await db.InTransaction(connection => Insert(connection, schedule, request, by, ct), ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            return (null, "It overlaps an override for the same person in this schedule. Remove that one first.");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CheckViolation)
        {
            return (null, "'in' and 'out' must be different people.");
        }
    }

    /// <returns>False when there is no such override.</returns>
    public Task<bool> Remove(long id, CancellationToken ct) => db.InTransaction(async connection =>
    {
        var removed = await connection.ExecuteAsync(new CommandDefinition(
            "delete from overrides where id = @id", new { id }, cancellationToken: ct));
        await connection.RaiseConfigVersion(ct);
        return removed > 0;
    }, ct);

    static async Task<(long? Id, string? Error)> Insert(
        NpgsqlConnection connection, string schedule, OverrideRequest request, string by, CancellationToken ct)
    {
        var scheduleId = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select id from schedules where lower(name) = lower(@schedule) and disabled_at is null", new { schedule }, cancellationToken: ct));
        if (scheduleId is null)
            return (null, $"There is no schedule '{schedule}'.");
        var people = (await connection.QueryAsync<(string Login, long Id)>(new CommandDefinition(
            "select login, id from responders where login = any(@logins) and disabled_at is null",
            new { logins = new[] { request.In ?? "", request.Out ?? "" } }, cancellationToken: ct))).ToDictionary(p => p.Login, p => p.Id);
        foreach (var login in new[] { request.In, request.Out }.OfType<string>().Where(l => !people.ContainsKey(l)))
            return (null, $"There is no active responder '{login}'.");
        var id = await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            insert into overrides (schedule_id, kind, in_id, out_id, during, created_by)
            values (@scheduleId, @kind, @inId, @outId, tstzrange(@from, @until), @by) returning id
            """,
            new
            {
                scheduleId,
                kind = request.In is null ? "remove" : request.Out is null ? "add" : "replace",
                inId = request.In is { } i ? people[i] : (long?)null,
                outId = request.Out is { } o ? people[o] : (long?)null,
                from = request.From.UtcDateTime,
                until = request.Until.UtcDateTime,
                by,
            }, cancellationToken: ct));
        await connection.RaiseConfigVersion(ct);
        return (id, null);
    }
}
