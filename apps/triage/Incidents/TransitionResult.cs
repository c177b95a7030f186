namespace Basecamp.Triage.Incidents;

enum TransitionOutcome
{
    /// <summary>The incident changed.</summary>
    Done,

    /// <summary>It was already so; nothing changed. Still a success for the caller.</summary>
    Unchanged,

    /// <summary>Not possible in the present state.</summary>
    Conflict,

    /// <summary>The incident moved on since the caller looked.</summary>
    Stale,

    /// <summary>No such incident.</summary>
    NotFound,
}

/// <param name="Outcome">What happened.</param>
/// <param name="Message">For people: what happened, or what is wrong and what to do instead.</param>
/// <param name="Version">The incident's version afterwards.</param>
sealed record TransitionResult(TransitionOutcome Outcome, string Message, int Version = 0)
{
    public static TransitionResult NotFound(long id) => new(TransitionOutcome.NotFound, $"There is no incident {id}.");

    public bool Succeeded => Outcome is TransitionOutcome.Done or TransitionOutcome.Unchanged;

    /// <summary>Refuses when the caller saw another version; null when it may go on.</summary>
    public static TransitionResult? CheckVersion(LockedIncident incident, int? seen) =>
        seen is { } version && version != incident.Version
            ? new(TransitionOutcome.Stale,
                $"Incident {incident.Id} is at version {incident.Version}, you saw {version}. Load it again and repeat.", incident.Version)
            : null;
}
