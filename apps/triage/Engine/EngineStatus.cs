namespace Basecamp.Triage.Engine;

/// <summary>What the auditor found last; read by metrics, the health check and the page's header.</summary>
sealed class EngineStatus
{
    public static readonly TimeSpan AuditEvery = TimeSpan.FromSeconds(30);

    /// <summary>When an engine stage of this replica last finished a round.</summary>
    public DateTimeOffset LastTick { get; set; }

    public AuditResult Audit { get; set; } = AuditResult.None;

    /// <summary>Keys of the configuration document that this replica could not take over.</summary>
    public int KeysSkipped { get; set; }
}

/// <param name="OverdueSeconds">The oldest work that should be done and is not.</param>
/// <param name="PagesPending">Pages due and not yet out.</param>
/// <param name="Open">Open incidents by status and severity.</param>
/// <param name="GapSeconds">Time without anybody on call in the next 14 days, by schedule.</param>
/// <param name="Unreachable">People on call now whom no method reaches.</param>
/// <param name="HeartbeatAges">Seconds since each heartbeat was last seen, or armed, by name.</param>
/// <param name="Exhausted">Triggered incidents whose policy ran out.</param>
/// <param name="Hold">Paging is held by an operator.</param>
sealed record AuditResult(double OverdueSeconds, int PagesPending, IReadOnlyDictionary<(string Status, string Severity), int> Open,
    IReadOnlyDictionary<string, double> GapSeconds, int Unreachable, IReadOnlyDictionary<string, double> HeartbeatAges, int Exhausted,
    bool Hold)
{
    public static readonly AuditResult None = new(0, 0, new Dictionary<(string, string), int>(), new Dictionary<string, double>(), 0,
        new Dictionary<string, double>(), 0, false);
}
