namespace Basecamp.Components.WebApps;

/// <summary>
/// A new version in steps that are judged by measurements, and taken back when they are bad. Needs <c>basecamp:platform.rollouts</c> and
/// monitoring; without it, new pods replace old ones one by one as soon as they are ready.
/// </summary>
public sealed record WebAppRolloutSpec
{
    /// <summary>How users get to the new version. Default <c>canary</c>.</summary>
    public RolloutStrategy Strategy { get; init; }

    /// <summary>
    /// Shares of the pods, in percent, that become new one after the other; with <c>canary</c>. As traffic follows the number of pods, a share
    /// can be no less than one pod. Default: 10 and 50, then all.
    /// </summary>
    public IReadOnlyList<int> Steps { get; init; } = [10, 50];

    /// <summary>How long each step is measured; with <c>blueGreen</c>, how long the old version is kept ready to return. Default <c>5m</c>.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether users get the new version by itself once it is ready; with <c>blueGreen</c>. Otherwise somebody promotes it after a look at the
    /// Service <c>NAME-preview</c>. Default true.
    /// </summary>
    public bool AutoPromote { get; init; } = true;

    /// <summary>PromQL of one number that is bad when it is above <see cref="Max"/>. Default: the share of requests that failed (5xx).</summary>
    public string? Query { get; init; }

    /// <summary>The most that the query may give, in thousandths. Default 50: one request in twenty.</summary>
    public int Max { get; init; } = 50;
}
