using System.Text.Json;
using Basecamp.Triage.OnCall;
using Dapper;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Basecamp.Triage.Settings;

/// <summary>
/// Writes schedules. A changed layer is ended and followed by a new one, so "who was on call last Tuesday" keeps its
/// answer, and adding a member does not change whose turn it is.
/// </summary>
static class ScheduleWriter
{
    static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static async Task Write(NpgsqlConnection db, TriageConfig config, CancellationToken ct)
    {
        await db.ExecuteAsync(new CommandDefinition(
            "update schedules set disabled_at = now() where disabled_at is null and not lower(name) = any(@names)",
            new { names = config.Schedules.Select(s => s.Name.ToLowerInvariant()).ToArray() }, cancellationToken: ct));
        var people = (await db.QueryAsync<(string Login, long Id)>(new CommandDefinition(
            "select login, id from responders", cancellationToken: ct))).ToDictionary(p => p.Login, p => p.Id);
        var now = Instant.FromDateTimeUtc(await db.ExecuteScalarAsync<DateTime>(
            new CommandDefinition("select now()", cancellationToken: ct)));
        foreach (var schedule in config.Schedules)
        {
            var id = await db.ExecuteScalarAsync<long>(new CommandDefinition("""
                insert into schedules (name, time_zone, combine) values (@Name, @TimeZone, @Combine)
                on conflict (lower(name)) do update
                set name = excluded.name, time_zone = excluded.time_zone, combine = excluded.combine, disabled_at = null
                returning id
                """, new { schedule.Name, schedule.TimeZone, schedule.Combine }, cancellationToken: ct));
            var before = (await db.QueryAsync<LayerRow>(new CommandDefinition("""
                select l.id, l.name, l.priority, l.anchor_local, l.unit, l.length, l.turn_offset, l.restrictions::text as restrictions,
                       array(select responder_id from layer_members m where m.layer_id = l.id order by position) as members
                from layers l where l.schedule_id = @id and upper(l.valid) is null
                """, new { id }, cancellationToken: ct))).ToDictionary(l => l.Name);
            var wanted = schedule.Layers.Select(l => ToRow(l, people)).ToList();
            foreach (var gone in before.Values.Where(b => wanted.All(w => !w.Same(b))))
                await End(db, gone.Id, ct);
            foreach (var layer in wanted.Where(w => !before.TryGetValue(w.Name, out var b) || !w.Same(b)))
            {
                before.TryGetValue(layer.Name, out var old);
                var offset = old is not null && layer.SameTurns(old)
                    ? old.ToLayer().OffsetFor(layer.Members, now, ZoneTime.Zone(schedule.TimeZone))
                    : 0;
                await Insert(db, id, layer, offset, fromNow: old is not null, ct);
            }
        }
    }

    static Task End(NpgsqlConnection db, long layer, CancellationToken ct) => db.ExecuteAsync(new CommandDefinition("""
        delete from layer_members where layer_id = @layer and exists (select from layers where id = @layer and lower(valid) >= now());
        delete from layers where id = @layer and lower(valid) >= now();
        update layers set valid = tstzrange(lower(valid), now()) where id = @layer
        """, new { layer }, cancellationToken: ct));

    static async Task Insert(NpgsqlConnection db, long scheduleId, LayerRow layer, int offset, bool fromNow, CancellationToken ct)
    {
        var id = await db.ExecuteScalarAsync<long>(new CommandDefinition("""
            insert into layers (schedule_id, name, priority, anchor_local, unit, length, turn_offset, restrictions, valid)
            values (@scheduleId, @Name, @Priority, @AnchorLocal, @Unit, @Length, @offset, @Restrictions::jsonb,
                    tstzrange(case when @fromNow then now() end, null))
            returning id
            """,
            new
            {
                scheduleId,
                layer.Name,
                layer.Priority,
                layer.AnchorLocal,
                layer.Unit,
                layer.Length,
                offset,
                layer.Restrictions,
                fromNow,
            }, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition("""
            insert into layer_members (layer_id, position, responder_id)
            select @id, n - 1, r from unnest(@Members) with ordinality as t (r, n)
            """, new { id, layer.Members }, cancellationToken: ct));
    }

    static LayerRow ToRow(LayerConfig layer, Dictionary<string, long> people)
    {
        var (length, unit) = ConfigValidator.ParseEvery(layer.Every)!.Value;
        var start = ConfigValidator.ShortStart.Parse(layer.Start) is { Success: true } s
            ? s.Value
            : LocalDateTimePattern.GeneralIso.Parse(layer.Start).Value;
        var restrictions = layer.Restrict.Select(r => new StoredRestriction(
            [.. (r.Days.Count == 0 ? Days : [.. r.Days]).Select(d => Array.IndexOf(Days, d) + 1).Order()], r.From, r.To));
        return new()
        {
            Name = layer.Name,
            Priority = layer.Priority,
            AnchorLocal = start.ToDateTimeUnspecified(),
            Unit = unit.ToString().ToLowerInvariant(),
            Length = length,
            Restrictions = JsonSerializer.Serialize(restrictions),
            Members = [.. layer.Members.Select(m => people[m])],
        };
    }

    sealed record LayerRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public int Priority { get; init; }
        public DateTime AnchorLocal { get; init; }
        public string Unit { get; init; } = "";
        public int Length { get; init; }
        public int TurnOffset { get; init; }
        public string Restrictions { get; init; } = "[]";
        public long[] Members { get; init; } = [];

        public bool Same(LayerRow other) => Name == other.Name && Priority == other.Priority && SameTurns(other) &&
            Members.SequenceEqual(other.Members) && JsonElement.DeepEquals(Parse(Restrictions), Parse(other.Restrictions));

        public bool SameTurns(LayerRow other) =>
            AnchorLocal == other.AnchorLocal && Unit == other.Unit && Length == other.Length && other.Members.Length > 0;

        public Layer ToLayer() => new(Name, Priority,
            new Rotation(LocalDateTime.FromDateTime(AnchorLocal), Enum.Parse<RotationUnit>(Unit, ignoreCase: true), Length), Members, [],
            TurnOffset: TurnOffset);

        static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
    }
}
