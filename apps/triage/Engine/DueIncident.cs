using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Engine;

/// <summary>An incident whose next step is due, claimed by this transaction.</summary>
sealed record DueIncident
{
    public long Id { get; init; }
    public short Severity { get; init; }
    public string Urgency { get; init; } = "";
    public int Epoch { get; init; }
    public int Loop { get; init; }
    public int NextStep { get; init; }
    public string PolicySnapshot { get; init; } = "{}";
    public DateTime NextEscalationAt { get; init; }
    public bool InMaintenance { get; init; }
    public long? FallbackMethodId { get; init; }

    public PolicySnapshot Policy => Incidents.PolicySnapshot.FromJson(PolicySnapshot);
}
