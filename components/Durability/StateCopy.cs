namespace Basecamp.Components.Durability;

/// <summary>A copy of something that the cluster holds, made over and over again.</summary>
/// <param name="By">What makes it, e.g. <c>Velero</c>.</param>
/// <param name="Format">How it is laid out.</param>
/// <param name="Store">Where it goes.</param>
/// <param name="Schedule">When it is made: a cron expression of five fields.</param>
public sealed record StateCopy(string By, CopyFormat Format, CopyStore Store, string Schedule)
{
    /// <summary>
    /// Minutes that can be lost although copies are made less often, because changes are archived in between. Default null: all since the last copy.
    /// </summary>
    public int? ContinuousMinutes { get; init; }

    /// <summary>Name of the schedule where there are several into the same place. Default null.</summary>
    public string? ScheduleName { get; init; }
}
