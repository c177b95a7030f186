using Basecamp.Components.Alerts;

namespace Basecamp.Components.Valkey;

/// <summary>What may be wrong with the cache.</summary>
static class ValkeyAlerts
{
    /// <summary>The alerts.</summary>
    /// <param name="replicated">Whether there are replicas to lose.</param>
    public static IEnumerable<AlertRule> All(bool replicated)
    {
        yield return new()
        {
            Name = "ValkeyDown",
            Expression = """absent(redis_up{namespace="valkey-core"} == 1)""",
            Severity = AlertSeverity.Critical,
            Summary = "No Valkey pod answers",
            Description = "Apps that use the cache wait or fail. Its data is on disk; the pods are missing or do not start.",
            Runbook = "valkey",
        };
        yield return new()
        {
            Name = "ValkeyEvicting",
            Expression = """sum by (pod) (rate(redis_evicted_keys_total{namespace="valkey-core"}[10m])) > 10""",
            For = TimeSpan.FromMinutes(30),
            Summary = "Valkey throws away {{ $value | humanize }} keys a second",
            Description = "Its memory is full, so apps lose cached values they still use. Raise memoryMiB, or find out who writes so much.",
            Runbook = "valkey",
        };
        if (replicated)
            yield return new()
            {
                Name = "ValkeyReplicaMissing",
                Expression = """max(redis_connected_slaves{namespace="valkey-core"}) < 2""",
                For = TimeSpan.FromMinutes(15),
                Summary = "Valkey's primary has {{ $value }} of 2 replicas",
                Description = "With none left, writes are refused. A replica's pod does not run, or cannot catch up.",
                Runbook = "valkey",
            };
    }
}
