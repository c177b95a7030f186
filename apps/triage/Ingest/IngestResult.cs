namespace Basecamp.Triage.Ingest;

/// <summary>What became of one group.</summary>
enum GroupOutcome
{
    /// <summary>A new incident.</summary>
    Opened,

    /// <summary>An open incident changed.</summary>
    Updated,

    /// <summary>Nothing new: a repeat.</summary>
    Duplicate,

    /// <summary>The incident is over.</summary>
    Resolved,

    /// <summary>Nothing open and nothing firing.</summary>
    Ignored,
}

/// <param name="Outcome">What happened.</param>
/// <param name="IncidentId">The incident; null when ignored.</param>
/// <param name="Urgent">Somebody is to be paged now.</param>
/// <param name="New">Alerts that started to fire.</param>
/// <param name="Ended">Alerts that stopped.</param>
sealed record GroupResult(GroupOutcome Outcome, long? IncidentId, bool Urgent, int New = 0, int Ended = 0);
