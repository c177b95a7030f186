namespace Basecamp.Triage.Engine;

enum StepOutcome
{
    /// <summary>A step fired: pages exist.</summary>
    Paged,

    /// <summary>A whole pass reached nobody; the fallback, if there is one, is paged.</summary>
    Empty,

    /// <summary>The last step of the last pass went unanswered.</summary>
    Exhausted,

    /// <summary>The service is in maintenance.</summary>
    Maintenance,
}

/// <param name="Step">The step it belongs to; the number of steps for the fallback.</param>
/// <param name="RuleNo">Which of the person's rules.</param>
/// <param name="Reason">escalation or fallback.</param>
/// <param name="ResponderId">Null for a team channel.</param>
/// <param name="MethodId">Where to.</param>
/// <param name="Channel">By what.</param>
/// <param name="DelaySeconds">How long to wait before sending.</param>
sealed record PlannedPage(int Step, int RuleNo, string Reason, long? ResponderId, long MethodId, string Channel, int DelaySeconds);

/// <param name="Kind">One of <see cref="Incidents.EventKinds"/>.</param>
/// <param name="Detail">What else the timeline says.</param>
sealed record PlannedEvent(string Kind, object Detail);

/// <summary>What happens to a due incident.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="Pages">To create.</param>
/// <param name="Events">To add.</param>
/// <param name="NextStep">Fires next.</param>
/// <param name="Loop">Pass in which it fires.</param>
/// <param name="DelaySeconds">Until it fires; null: never, see NotPaging.</param>
/// <param name="NotPaging">Why nothing fires any more; null while something does.</param>
sealed record StepPlan(StepOutcome Outcome, IReadOnlyList<PlannedPage> Pages, IReadOnlyList<PlannedEvent> Events, int NextStep, int Loop,
    int? DelaySeconds, string? NotPaging);
