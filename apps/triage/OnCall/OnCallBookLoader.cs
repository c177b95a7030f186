using System.Text.Json;
using Basecamp.Triage.Database;
using Dapper;
using NodaTime;
using Npgsql;

namespace Basecamp.Triage.OnCall;

/// <summary>Keeps the current <see cref="OnCallBook"/>; reads it again only when the configuration version moved.</summary>
sealed class OnCallBookLoader(Db db)
{
    OnCallBook? current;

    /// <summary>The book of the version the connection sees.</summary>
    public async Task<OnCallBook> Load(NpgsqlConnection connection, CancellationToken ct) =>
        await Load(connection, await connection.ExecuteScalarAsync<long>(
            new CommandDefinition("select version from config_version", cancellationToken: ct)), ct);

    /// <param name="connection">Sees that version.</param>
    /// <param name="version">As the caller read it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OnCallBook> Load(NpgsqlConnection connection, long version, CancellationToken ct)
    {
        if (current is { } book && book.Version == version)
            return book;
        return current = await Read(connection, version, ct);
    }

    public Task<OnCallBook> Load(CancellationToken ct) => db.Read(connection => Load(connection, ct), ct);

    /// <summary>The book and the database's time.</summary>
    public Task<(OnCallBook Book, Instant Now)> LoadNow(CancellationToken ct) => db.Read(async connection => (
        await Load(connection, ct),
        Instant.FromDateTimeUtc(await connection.ExecuteScalarAsync<DateTime>(
            new CommandDefinition("select now()", cancellationToken: ct)))), ct);

    static async Task<OnCallBook> Read(NpgsqlConnection connection, long version, CancellationToken ct)
    {
        CommandDefinition Sql(string sql) => new(sql, cancellationToken: ct);
        var methods = (await connection.QueryAsync<MethodRow>(Sql("""
            select id, responder_id, name, kind, verified_at is not null and disabled_at is null as usable
            from contact_methods order by id
            """))).ToLookup(m => m.ResponderId ?? 0);
        var rules = (await connection.QueryAsync<RuleRow>(Sql("""
            select responder_id, rule_no, urgency, method_id, delay_seconds from notify_rules order by rule_no
            """))).ToLookup(r => r.ResponderId);
        var responders = (await connection.QueryAsync<ResponderRow>(Sql("""
            select id, login, name, time_zone, disabled_at is not null as disabled from responders
            """))).Select(r => new Responder(r.Id, r.Login, r.Name, r.TimeZone, r.Disabled,
                [.. methods[r.Id].Select(Method)],
                [.. rules[r.Id].Select(x => new NotifyRule(x.RuleNo, x.Urgency, x.MethodId, x.DelaySeconds))]))
            .ToDictionary(r => r.Id);
        var members = (await connection.QueryAsync<MemberRow>(Sql("""
            select layer_id, responder_id from layer_members order by layer_id, position
            """))).ToLookup(m => m.LayerId, m => m.ResponderId);
        // Overrides and layers that ended longer ago are history and would only slow the engine down.
        var layers = (await connection.QueryAsync<LayerRow>(Sql("""
            select id, schedule_id, name, priority, anchor_local, unit, length, turn_offset,
                   restrictions::text as restrictions,
                   lower(valid) as valid_from, upper(valid) as valid_until
            from layers where upper(valid) is null or upper(valid) > now() - interval '31 days'
            """))).ToLookup(l => l.ScheduleId);
        var overrides = (await connection.QueryAsync<OverrideRow>(Sql("""
            select schedule_id, out_id, in_id, lower(during) as starts, upper(during) as ends
            from overrides where upper(during) > now() - interval '31 days' order by id
            """))).ToLookup(o => o.ScheduleId);
        var schedules = (await connection.QueryAsync<ScheduleRow>(Sql("""
            select id, name, time_zone, combine from schedules where disabled_at is null
            """))).Select(s => new Schedule(s.Id, s.Name, ZoneTime.Zone(s.TimeZone), s.Combine == "union",
                [.. layers[s.Id].Select(l => ToLayer(l, [.. members[l.Id]]))],
                [.. overrides[s.Id].Select(o => new Override(o.OutId, o.InId, At(o.Starts), At(o.Ends)))]))
            .ToDictionary(s => s.Id);
        return new OnCallBook(version, responders, schedules, methods[0].Select(Method).ToDictionary(m => m.Id));
    }

    static ContactMethod Method(MethodRow row) => new(row.Id, row.Name, row.Kind, row.Usable);

    static Layer ToLayer(LayerRow row, IReadOnlyList<long> members) => new(row.Name, row.Priority,
        new Rotation(LocalDateTime.FromDateTime(row.AnchorLocal), Enum.Parse<RotationUnit>(row.Unit, ignoreCase: true), row.Length),
        members, [.. JsonSerializer.Deserialize<List<StoredRestriction>>(row.Restrictions)!.Select(r => r.ToRestriction())],
        row.ValidFrom is { } from ? At(from) : null, row.ValidUntil is { } until ? At(until) : null, row.TurnOffset);

    static Instant At(DateTime utc) => Instant.FromDateTimeUtc(utc);

    sealed record MethodRow
    {
        public long Id { get; init; }
        public long? ResponderId { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public bool Usable { get; init; }
    }

    sealed record RuleRow
    {
        public long ResponderId { get; init; }
        public int RuleNo { get; init; }
        public string Urgency { get; init; } = "";
        public long MethodId { get; init; }
        public int DelaySeconds { get; init; }
    }

    sealed record ResponderRow
    {
        public long Id { get; init; }
        public string Login { get; init; } = "";
        public string Name { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public bool Disabled { get; init; }
    }

    sealed record MemberRow
    {
        public long LayerId { get; init; }
        public long ResponderId { get; init; }
    }

    sealed record LayerRow
    {
        public long Id { get; init; }
        public long ScheduleId { get; init; }
        public string Name { get; init; } = "";
        public int Priority { get; init; }
        public DateTime AnchorLocal { get; init; }
        public string Unit { get; init; } = "";
        public int Length { get; init; }
        public int TurnOffset { get; init; }
        public string Restrictions { get; init; } = "";
        public DateTime? ValidFrom { get; init; }
        public DateTime? ValidUntil { get; init; }
    }

    sealed record OverrideRow
    {
        public long ScheduleId { get; init; }
        public long? OutId { get; init; }
        public long? InId { get; init; }
        public DateTime Starts { get; init; }
        public DateTime Ends { get; init; }
    }

    sealed record ScheduleRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string Combine { get; init; } = "";
    }
}
