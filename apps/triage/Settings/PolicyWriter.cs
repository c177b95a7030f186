using Dapper;
using Npgsql;

namespace Basecamp.Triage.Settings;

/// <summary>Writes policies, services and heartbeats.</summary>
static class PolicyWriter
{
    public static async Task Write(NpgsqlConnection db, TriageConfig config, CancellationToken ct)
    {
        foreach (var policy in config.Policies)
            await WritePolicy(db, policy, ct);
        foreach (var service in config.Services)
            await db.ExecuteAsync(new CommandDefinition("""
                insert into services (name, policy_id, urgency, fallback_method_id, open_cap)
                select @Name, p.id, @Urgency, (select id from contact_methods where responder_id is null and name = @Fallback), @OpenCap
                from policies p where lower(p.name) = lower(@Policy)
                on conflict (lower(name)) do update
                set name = excluded.name, policy_id = excluded.policy_id, urgency = excluded.urgency,
                    fallback_method_id = excluded.fallback_method_id, open_cap = excluded.open_cap, disabled_at = null
                """, new { service.Name, service.Policy, service.Urgency, service.Fallback, service.OpenCap }, cancellationToken: ct));
        foreach (var beat in config.Heartbeats)
            await db.ExecuteAsync(new CommandDefinition("""
                insert into heartbeats (name, service_id, interval_seconds, managed)
                select @Name, id, @seconds, true from services where lower(name) = lower(@Service)
                on conflict (service_id, lower(name)) do update
                set interval_seconds = excluded.interval_seconds, managed = true, disabled_at = null
                """, new { beat.Name, beat.Service, seconds = Durations.Seconds(beat.Interval) }, cancellationToken: ct));
        await DisableMissing(db, config, ct);
    }

    static async Task WritePolicy(NpgsqlConnection db, PolicyConfig policy, CancellationToken ct)
    {
        var seconds = policy.AckTimeout == "never" ? 0 : Durations.Seconds(policy.AckTimeout);
        var id = await db.ExecuteScalarAsync<long>(new CommandDefinition("""
            insert into policies (name, repeat, ack_timeout_seconds) values (@Name, @Repeat, @seconds)
            on conflict (lower(name)) do update
            set name = excluded.name, repeat = excluded.repeat, ack_timeout_seconds = excluded.ack_timeout_seconds, disabled_at = null
            returning id
            """, new { policy.Name, policy.Repeat, seconds }, cancellationToken: ct));
        var before = await db.ExecuteScalarAsync<string>(new CommandDefinition(
            "select (policy_snapshot(@id) - 'version')::text", new { id }, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition("""
            delete from step_targets where policy_id = @id;
            delete from policy_steps where policy_id = @id
            """, new { id }, cancellationToken: ct));
        for (var position = 0; position < policy.Steps.Count; position++)
        {
            var step = policy.Steps[position];
            await db.ExecuteAsync(new CommandDefinition(
                "insert into policy_steps (policy_id, position, delay_seconds) values (@id, @position, @delay)",
                new { id, position, delay = Durations.Seconds(step.Wait) }, cancellationToken: ct));
            foreach (var target in step.Page.Distinct())
            {
                var (kind, name) = (target[..target.IndexOf(':', StringComparison.Ordinal)], target[(target.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                await db.ExecuteAsync(new CommandDefinition("""
                    insert into step_targets (policy_id, position, responder_id, schedule_id, method_id)
                    select @id, @position,
                           case when @kind = 'responder' then (select id from responders where login = @name) end,
                           case when @kind = 'schedule' then (select id from schedules where lower(name) = lower(@name)) end,
                           case when @kind = 'channel' then (select id from contact_methods where responder_id is null and name = @name) end
                    """, new { id, position, kind, name }, cancellationToken: ct));
            }
        }
        // Incidents under way keep their copy; the version shows that the policy changed since.
        await db.ExecuteAsync(new CommandDefinition("""
            update policies set version = version + 1 where id = @id and policy_snapshot(@id) - 'version' is distinct from @before::jsonb
            """, new { id, before }, cancellationToken: ct));
    }

    static Task DisableMissing(NpgsqlConnection db, TriageConfig config, CancellationToken ct) => db.ExecuteAsync(new CommandDefinition("""
        update policies set disabled_at = now() where disabled_at is null and not lower(name) = any(@policies);
        update services set disabled_at = now() where disabled_at is null and not lower(name) = any(@services);
        update heartbeats h set disabled_at = now()
        from services s
        where s.id = h.service_id and h.managed and h.disabled_at is null and not lower(s.name || '/' || h.name) = any(@heartbeats)
        """,
        new
        {
            policies = config.Policies.Select(p => p.Name.ToLowerInvariant()).ToArray(),
            services = config.Services.Select(s => s.Name.ToLowerInvariant()).ToArray(),
            heartbeats = config.Heartbeats.Select(h => $"{h.Service}/{h.Name}".ToLowerInvariant()).ToArray(),
        }, cancellationToken: ct));
}
