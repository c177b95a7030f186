using Basecamp.Cli.Recovery.Copies;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>A copy that is promised, and what its bucket has of it.</summary>
/// <param name="Copy">The promise.</param>
/// <param name="Found">What was found; null when nobody looked, or nobody could.</param>
/// <param name="Problem">Why it cannot be relied on; null when it can.</param>
sealed record CheckedCopy(StateCopy Copy, FoundCopy? Found, string? Problem)
{
    /// <summary>A copy that was not looked at, because that was not asked for.</summary>
    public static CheckedCopy Promised(StateCopy copy) => new(copy, null, null);

    /// <summary>Judges what was found.</summary>
    public static CheckedCopy Of(StateCopy copy, FoundCopy found, DateTimeOffset now) => new(copy, found, found.Problem ?? LateBy(copy, found, now));

    static string? LateBy(StateCopy copy, FoundCopy found, DateTimeOffset now)
    {
        if (found.Made is not { } made)
            return "there is no copy";
        var limit = CopySchedule.LongestPause(copy.Schedule, now) + CopySchedule.Tolerance;
        return now - made > limit
            ? $"the last one was made {Ages.Text(now - made)} ago, but the schedule '{copy.Schedule}' makes one at least every {Ages.Text(limit - CopySchedule.Tolerance)}"
            : null;
    }
}
