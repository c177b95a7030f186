namespace Basecamp.Triage.Incidents;

/// <summary>Who did something, for the timeline.</summary>
/// <param name="Kind">engine, responder, key or source: the values the events table accepts.</param>
/// <param name="Name">For people.</param>
/// <param name="ResponderId">Set when the actor is a person that can be paged.</param>
sealed record Actor(string Kind, string Name, long? ResponderId = null)
{
    public static readonly Actor Engine = new("engine", "triage");

    public static Actor Source(string keyName) => new("source", keyName);
}
