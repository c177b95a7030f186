using Basecamp.Triage.Tests.Support;
using Npgsql;

namespace Basecamp.Triage.Tests.Schema;

/// <summary>The schema refuses wrong states whatever the code does.</summary>
[Trait("Needs", "postgresql")]
public sealed class ConstraintTests : IAsyncLifetime
{
    // The refusals change nothing, so they share one database; the other tests make their own.
    static readonly Lazy<Task<TestDatabase>> Shared = new(CreateFilled);

    TestDatabase db = null!;

    public async Task InitializeAsync() => db = await Shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    static async Task<TestDatabase> CreateFilled()
    {
        var db = await TestDatabase.Create();
        await db.Execute("""
            insert into responders (login, name) values ('anna', 'Anna'), ('ben', 'Ben');
            insert into contact_methods (responder_id, name, kind, address, verified_at) values (1, 'phone', 'log', 'a', now());
            insert into policies (name) values ('p');
            insert into services (name, policy_id) values ('s', 1);
            insert into schedules (name, time_zone) values ('one', 'Etc/UTC');
            insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
            values (1, 'open', 't', 4, 'high', '{}', now());
            insert into events (incident_id, kind, actor_kind, actor) values (1, 'opened', 'engine', 'triage');
            insert into pages (incident_id, epoch, loop, step, rule_no, responder_id, method_id, channel)
            values (1, 0, 0, 0, 0, 1, 1, 'log')
            """);
        return db;
    }

    [Theory]
    [InlineData("a second open incident with the same key", "incidents_one_open_per_key", """
        insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
        values (1, 'open', 't', 4, 'high', '{}', now())
        """)]
    [InlineData("resolved without a time", "resolved_has_a_time",
        "update incidents set status = 'resolved', next_escalation_at = null, resolve_reason = 'manual'")]
    [InlineData("resolved without a reason", "resolved_has_a_reason",
        "update incidents set status = 'resolved', next_escalation_at = null, resolved_at = now()")]
    [InlineData("acknowledged and still due", "only_triggered_is_due",
        "update incidents set status = 'acknowledged', ack_by = 'x', ack_at = now()")]
    [InlineData("triggered, not due, and not saying why", "triggered_is_due_or_says_why", "update incidents set next_escalation_at = null")]
    [InlineData("due and not paging at once", "triggered_is_due_or_says_why", "update incidents set not_paging = 'maintenance'")]
    [InlineData("acknowledged by nobody", "acknowledged_has_an_actor",
        "update incidents set status = 'acknowledged', next_escalation_at = null")]
    [InlineData("triggered and quiet", "only_acknowledged_is_quiet", "update incidents set quiet_until = now()")]
    [InlineData("the same page of a step twice", "pages_one_per_step", """
        insert into pages (incident_id, epoch, loop, step, rule_no, responder_id, method_id, channel) values (1, 0, 0, 0, 0, 1, 1, 'log')
        """)]
    [InlineData("sending without a lease", "sending_has_a_lease", "update pages set status = 'sending'")]
    [InlineData("a lease without sending", "sending_has_a_lease", "update pages set lease_until = now(), lease_owner = 'x'")]
    [InlineData("sent without a time", "sent_has_a_time", "update pages set status = 'sent'")]
    [InlineData("failed without an error", "failed_has_an_error", "update pages set status = 'failed'")]
    [InlineData("a rule with somebody else's method", "notify_rules_method_id_responder_id_fkey",
        "insert into notify_rules (responder_id, rule_no, urgency, method_id) values (2, 0, 'high', 1)")]
    [InlineData("deleting a policy in use", "services_policy_id_fkey", "delete from policies")]
    [InlineData("one address for two people", "contact_methods_one_owner_per_address",
        "insert into contact_methods (responder_id, name, kind, address) values (2, 'phone', 'log', 'a')")]
    [InlineData("a target of two kinds", "step_targets_check", """
        insert into step_targets (policy_id, position, responder_id, schedule_id) values (1, 0, 1, 1)
        """)]
    [InlineData("a wait below a minute", "policy_steps_delay_seconds_check",
        "insert into policy_steps (policy_id, position, delay_seconds) values (1, 0, 59)")]
    [InlineData("an ingest key without a service", "api_keys_check", """
        insert into api_keys (name, scope, primary_sha256) values ('k', 'ingest', decode(repeat('00', 32), 'hex'))
        """)]
    [InlineData("a token instead of its hash", "api_keys_primary_sha256_check", """
        insert into api_keys (name, scope, primary_sha256) values ('k', 'read', 'triage_token')
        """)]
    [InlineData("an override that replaces somebody by themselves", "override_names_its_people", """
        insert into overrides (schedule_id, kind, in_id, out_id, during, created_by)
        values (1, 'replace', 1, 1, '[2026-06-01,2026-06-02)', 'x')
        """)]
    public async Task Refuses(string what, string constraint, string sql)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => db.Execute(sql));
        Assert.True(error.ConstraintName == constraint, $"{what}: refused by {error.ConstraintName ?? error.MessageText}");
    }

    [Fact]
    public async Task Allows_a_new_incident_with_the_key_of_a_resolved_one()
    {
        await using var own = await CreateFilled();
        await own.Execute("""
            update incidents set status = 'resolved', next_escalation_at = null, resolved_at = now(), resolve_reason = 'manual'
            """);
        await own.Execute("""
            insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
            values (1, 'open', 't', 4, 'high', '{}', now())
            """);
        Assert.Equal(2, await own.Scalar<long>("select count(*) from incidents where dedup_key = 'open'"));
    }

    [Theory]
    [InlineData("update events set kind = 'x'")]
    [InlineData("delete from events")]
    [InlineData("truncate events")]
    [InlineData("delete from incidents")]
    public async Task Keeps_the_timeline_even_from_its_owner(string sql)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => db.Execute(sql));
        Assert.Equal("23001", error.SqlState);
        Assert.Equal(1, await db.Scalar<long>("select count(*) from events"));
    }

    [Fact]
    public async Task Overlapping_overrides_are_refused_and_touching_ones_are_not()
    {
        const string sql = """
            insert into overrides (schedule_id, kind, in_id, out_id, during, created_by)
            values (1, 'replace', 2, 1, @during::tstzrange, 'x')
            """;
        await using var own = await CreateFilled();
        await own.Execute(sql, new { during = "[2026-06-01,2026-06-02)" });
        await own.Execute(sql, new { during = "[2026-06-02,2026-06-03)" });
        var error = await Assert.ThrowsAsync<PostgresException>(() => own.Execute(sql, new { during = "[2026-06-02 12:00,2026-06-04)" }));
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, error.SqlState);
    }

    [Fact]
    public async Task Of_twenty_overlapping_overrides_at_once_one_is_kept()
    {
        await using var own = await CreateFilled();
        var saved = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                return await own.Execute("""
                    insert into overrides (schedule_id, kind, out_id, during, created_by)
                    values (1, 'remove', 1, '[2026-06-01,2026-06-02)', 'x')
                    """);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected)
            {
                return 0;
            }
        }));
        Assert.Equal(1, saved.Sum());
    }

    static readonly Lazy<Task<TestDatabase>> Grown = new(CreateGrown);

    static async Task<TestDatabase> CreateGrown()
    {
        var db = await CreateFilled();
        await db.Execute("""
            insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, status, resolved_at, resolve_reason)
            select 1, 'old' || n, 't', 2, 'high', '{}', 'resolved', now() - n * interval '1 minute', 'manual'
            from generate_series(1, 20000) n;
            insert into incident_alerts (incident_id, fingerprint, status, severity)
            select id, 'f' || id, 'resolved', 2 from incidents where status = 'resolved';
            insert into pages (incident_id, epoch, loop, step, rule_no, responder_id, method_id, channel, status, sent_at)
            select id, 0, 0, 0, 0, 1, 1, 'webhook', 'sent', now() from incidents where status = 'resolved';
            analyze
            """);
        return db;
    }

    [Theory]
    [InlineData("incidents_due",
        "select id from incidents where next_escalation_at <= now() and status = 'triggered' order by next_escalation_at limit 100")]
    [InlineData("incidents_quiet",
        "select id from incidents where quiet_until <= now() and status = 'acknowledged' order by quiet_until limit 100")]
    [InlineData("pages_to_send",
        "select id from pages where channel = 'webhook' and status = 'pending' and not_before <= now() order by not_before limit 20")]
    [InlineData("pages_to_send", "select from pages where status = 'pending' and not_before <= now()")]
    [InlineData("pages_leased", "select id from pages where status = 'sending' and lease_until < now()")]
    [InlineData("incidents_open",
        "select id from incidents where status <> 'resolved' order by status desc, severity desc, created_at, id limit 50")]
    [InlineData("incidents_history", "select id from incidents where status = 'resolved' order by resolved_at desc, id desc limit 50")]
    [InlineData("incidents_recent_by_key",
        "select id from incidents where service_id = 1 and dedup_key = 'x' and status = 'resolved' order by resolved_at desc limit 1")]
    [InlineData("incident_alerts_firing", "select incident_id from incident_alerts where fingerprint = any('{a,b}') and status = 'firing'")]
    public async Task Work_is_found_through_its_own_index(string index, string sql)
    {
        var plan = string.Join('\n', await (await Grown.Value).Query<string>("explain " + sql));
        Assert.Contains(index, plan, StringComparison.Ordinal);
    }
}
