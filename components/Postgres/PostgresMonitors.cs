using Basecamp.Components.Values;

namespace Basecamp.Components.Postgres;

/// <summary>
/// What Prometheus reads. Written here because the operator's own <c>enablePodMonitor</c> is deprecated.
/// </summary>
static class PostgresMonitors
{
    public static ValueTree PodMonitor(IReadOnlyDictionary<string, string> labels) => new()
    {
        ["selector.matchLabels"] = labels,
        ["podMetricsEndpoints"] = new[] { new ValueTree { ["port"] = "metrics" } },
    };
}
