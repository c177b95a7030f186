using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Faults;

static class Given
{
    /// <summary>Incidents of service "web" that are all due now.</summary>
    public static Task DueIncidents(Rig rig, int count) => rig.Database.Execute("""
        insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
        select s.id, 'due' || n, 'Due ' || n, 4, 'high', policy_snapshot(s.policy_id), now()
        from services s, generate_series(1, @count) n where s.name = 'web'
        """, new { count });
}
