namespace Basecamp.Triage.Ingest;

/// <summary>The sender of alerts, with what its incidents need to start.</summary>
sealed record IngestKey
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long ServiceId { get; init; }
    public string Service { get; init; } = "";
    public string ServiceUrgency { get; init; } = "";
    public int OpenCap { get; init; }
    public string Grouping { get; init; } = "";
    public string PolicySnapshot { get; init; } = "";
}
