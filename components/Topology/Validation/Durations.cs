using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Limits of durations.</summary>
static class Durations
{
    /// <summary>Reports a duration below <paramref name="shortest"/>.</summary>
    public static void AtLeast(TimeSpan shortest, TimeSpan value, string path, Problems problems)
    {
        if (value < shortest)
            problems.Add(path, $"is {DurationText.Format(value)}, but must be at least {DurationText.Format(shortest)}. Raise it.");
    }
}
