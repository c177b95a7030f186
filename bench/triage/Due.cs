namespace Basecamp.Triage.Bench;

/// <summary>Incidents that become due, and how late their steps and pages came.</summary>
static class Due
{
    /// <summary>Open incidents that are not due yet.</summary>
    public static Task<int> Fill(Arena arena, int count, string name) => arena.Execute("""
        insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
        select 1, @name || n, 'Due ' || n, 4, 'high', policy_snapshot, now() + interval '1 day'
        from generate_series(1, @count) n, (select policy_snapshot(1) as policy_snapshot) p
        """, new { count, name });

    /// <summary>Makes so many of them due now, in one statement.</summary>
    public static Task<int> Release(Arena arena, int count, string name) => arena.Execute("""
        update incidents set next_escalation_at = now(), created_at = now()
        where id in (select id from incidents where next_step = 0 and last_escalation_at is null and created_at < next_escalation_at
                     and dedup_key like @name || '%' and next_escalation_at > now() order by id limit @count)
        """, new { count, name });

    /// <summary>Milliseconds from due to planned and to recorded as sent, 99th percentile. Release wrote the due time into created_at.</summary>
    public static async Task<(double Planned, double Sent)> Lateness(Arena arena, string name) => (
        await arena.Scalar<double>($"""
            select coalesce(percentile_cont(0.99) within group (order by extract(epoch from last_escalation_at - created_at) * 1000), 0)::float8
            from incidents where dedup_key like '{name}%' and last_escalation_at is not null
            """),
        await arena.Scalar<double>($"""
            select coalesce(percentile_cont(0.99) within group (order by extract(epoch from p.sent_at - i.created_at) * 1000), 0)::float8
            from pages p join incidents i on i.id = p.incident_id where i.dedup_key like '{name}%' and p.sent_at is not null
            """));

    public static async Task<bool> Reached(Func<bool> condition, TimeSpan patience)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > patience)
                return false;
            await Task.Delay(20);
        }
        return true;
    }
}
