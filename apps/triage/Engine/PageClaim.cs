using Basecamp.Triage.Channels;
using Basecamp.Triage.Database;
using Dapper;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Takes pages out of the outbox under a lease. The lease plus the attempt number is a fence: a replica that was paused
/// past its lease cannot overwrite what another one recorded.
/// </summary>
sealed class PageClaim(EngineDb db)
{
    public const int LeaseSeconds = 30;

    // One round trip: a page's wait in here is the longest part of its way through the engine.
    public Task<List<PageMessage>> Claim(string channel, int count, string owner, CancellationToken ct) =>
        db.Read(async connection =>
        {
            await using var batch = EngineGate.Lock(connection).Add(ClaimDue,
                ("engine", EngineGate.EngineVersion), ("channel", channel), ("count", count), ("owner", owner), ("lease", LeaseSeconds));
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            var parse = reader.GetRowParser<PageMessage>();
            var pages = new List<PageMessage>();
            while (await reader.ReadAsync(ct))
                pages.Add(parse(reader));
            return pages;
        }, ct);

    const string ClaimDue = $"""
        with due as (
            select p.id from pages p
            where p.channel = @channel and p.status = 'pending' and p.not_before <= now() and {EngineGate.IsOpen}
            order by p.not_before
            limit @count
            for update skip locked),
        claimed as (
            update pages p
            set status = 'sending', attempt = p.attempt + 1, lease_owner = @owner, lease_until = now() + make_interval(secs => @lease)
            from due where p.id = due.id
            returning p.*)
        select c.id, c.attempt, c.incident_id, c.step, c.loop, c.epoch, c.reason, c.channel, m.address, m.credential,
               m.name as method_name, r.name as responder, i.title, i.severity, s.name as service
        from claimed c
        join contact_methods m on m.id = c.method_id
        join incidents i on i.id = c.incident_id
        join services s on s.id = i.service_id
        left join responders r on r.id = c.responder_id
        """;

    /// <summary>
    /// The last look before sending: an acknowledgement that committed after the claim still stops the page (oncall#4654).
    /// </summary>
    /// <returns>The pages that may go out; the others are cancelled.</returns>
    public async Task<HashSet<Guid>> StillWanted(IReadOnlyList<PageMessage> pages, string owner, CancellationToken ct)
    {
        var ids = pages.Select(p => p.Id).ToArray();
        var wanted = await db.Read(async connection => (await connection.QueryAsync<Guid>(new CommandDefinition("""
            select p.id from pages p join incidents i on i.id = p.incident_id
            where p.id = any(@ids) and p.status = 'sending' and p.lease_owner = @owner and i.epoch = p.epoch
              and (i.status = 'triggered' and i.not_paging is distinct from 'maintenance'
                   or p.reason in ('severity', 'added') and i.status = 'acknowledged')
            """, new { ids, owner }, cancellationToken: ct))).ToHashSet(), ct);
        if (wanted.Count < ids.Length)
            await db.Read(connection => connection.ExecuteAsync(new CommandDefinition("""
                update pages set status = 'cancelled', lease_until = null, lease_owner = null
                where id = any(@unwanted) and status = 'sending' and lease_owner = @owner
                """, new { unwanted = ids.Where(id => !wanted.Contains(id)).ToArray(), owner }, cancellationToken: ct)), ct);
        return wanted;
    }

    /// <summary>Puts pages back whose sender died. Their next attempt carries the same idempotency key.</summary>
    public Task<int> ReclaimExpired(CancellationToken ct) => db.InTransaction(async connection =>
    {
        var gate = await EngineGate.Enter(connection, ct);
        return gate.Closed ? 0 : await connection.ExecuteAsync(new CommandDefinition("""
            update pages set status = 'pending', lease_until = null, lease_owner = null
            where id in (select id from pages where status = 'sending' and lease_until < now() for update skip locked)
            """, cancellationToken: ct));
    }, ct);
}
