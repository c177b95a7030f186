namespace Basecamp.Components.WebApps;

/// <summary>How users get to a new version.</summary>
public enum RolloutStrategy
{
    /// <summary>A growing share of pods is new.</summary>
    Canary,

    /// <summary>The new version starts beside the old one, and all users change over at once.</summary>
    BlueGreen,
}
