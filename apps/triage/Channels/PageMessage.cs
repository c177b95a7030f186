namespace Basecamp.Triage.Channels;

/// <summary>One page on its way to somebody, claimed by this replica.</summary>
sealed record PageMessage
{
    /// <summary>Also the idempotency key: the same for every attempt.</summary>
    public Guid Id { get; init; }
    public int Attempt { get; init; }
    /// <summary>0 for a message that is about no incident.</summary>
    public long IncidentId { get; init; }
    public int Step { get; init; }
    public int Loop { get; init; }
    public int Epoch { get; init; }
    public string Reason { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Address { get; init; } = "";
    public string? Credential { get; init; }
    public string MethodName { get; init; } = "";
    public string? Responder { get; init; }
    public string Title { get; init; } = "";
    public short Severity { get; init; }
    public string Service { get; init; } = "";
}
