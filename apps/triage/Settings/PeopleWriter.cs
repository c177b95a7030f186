using Dapper;
using Npgsql;

namespace Basecamp.Triage.Settings;

/// <summary>Writes people, their methods and rules, and the team channels.</summary>
static class PeopleWriter
{
    public static async Task Write(NpgsqlConnection db, TriageConfig config, CancellationToken ct)
    {
        await db.ExecuteAsync(new CommandDefinition("""
            update responders set disabled_at = now(), session_version = session_version + 1
            where managed and disabled_at is null and not login = any(@logins);
            -- Everything off first: an address may move from one person to another within one document.
            update contact_methods set disabled_at = now() where disabled_at is null
            """, new { logins = config.Responders.Select(r => r.Login).ToArray() }, cancellationToken: ct));
        foreach (var person in config.Responders)
        {
            var id = await db.ExecuteScalarAsync<long>(new CommandDefinition("""
                insert into responders (login, name, role, time_zone, managed) values (@Login, @name, @Role, @TimeZone, true)
                on conflict (login) do update
                set name = excluded.name, role = excluded.role, time_zone = excluded.time_zone, managed = true, disabled_at = null
                returning id
                """, new { person.Login, name = person.Name ?? person.Login, person.Role, person.TimeZone }, cancellationToken: ct));
            var methods = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var method in person.Methods)
                methods[method.Name] = await WriteMethod(db, id, method, ct);
            await db.ExecuteAsync(new CommandDefinition(
                "delete from notify_rules where responder_id = @id", new { id }, cancellationToken: ct));
            await WriteRules(db, id, "high", person.Rules.High, methods, ct);
            await WriteRules(db, id, "low", person.Rules.Low, methods, ct);
        }
        foreach (var channel in config.Channels)
            await WriteMethod(db, null, channel, ct);
    }

    static Task<long> WriteMethod(NpgsqlConnection db, long? responderId, MethodConfig method, CancellationToken ct) =>
        db.ExecuteScalarAsync<long>(new CommandDefinition("""
            insert into contact_methods as m (responder_id, name, kind, address, credential, verified_at, verified_by)
            values (@responderId, @Name, @Kind, @Address, @Credential, case when @Verified then now() end,
                    case when @Verified then 'document' end)
            on conflict (responder_id, name) do update
            set kind = excluded.kind, address = excluded.address, credential = excluded.credential, disabled_at = null,
                verified_at = case
                    when @Verified then coalesce(m.verified_at, now())
                    -- What the owner proved holds as long as the address is the one it was proved for.
                    when m.verified_by = 'code' and (m.kind, m.address) = (excluded.kind, excluded.address) then m.verified_at end,
                verified_by = case
                    when m.verified_by = 'code' and (m.kind, m.address) = (excluded.kind, excluded.address) then 'code'
                    when @Verified then 'document' end,
                code_sha256 = case when (m.kind, m.address) = (excluded.kind, excluded.address) then m.code_sha256 end,
                code_sent_at = case when (m.kind, m.address) = (excluded.kind, excluded.address) then m.code_sent_at end
            returning id
            """, new { responderId, method.Name, method.Kind, method.Address, method.Credential, method.Verified }, cancellationToken: ct));

    static async Task WriteRules(NpgsqlConnection db, long responderId, string urgency, List<RuleConfig> rules,
        Dictionary<string, long> methods, CancellationToken ct)
    {
        for (var i = 0; i < rules.Count; i++)
            await db.ExecuteAsync(new CommandDefinition("""
                insert into notify_rules (responder_id, rule_no, urgency, method_id, delay_seconds)
                values (@responderId, @i, @urgency, @method, @delay)
                """, new { responderId, i, urgency, method = methods[rules[i].Method], delay = Durations.Seconds(rules[i].After) },
                cancellationToken: ct));
    }
}
