using Basecamp.Components.Alerts;

namespace Basecamp.Components.WebApps;

/// <summary>When somebody is told that an app does not do what its users expect.</summary>
public sealed record WebAppAlertsSpec
{
    /// <summary>How urgent it is that nobody can use it: it is down, or fails too often. Default <c>critical</c>; the other alerts are warnings.</summary>
    public AlertSeverity Outage { get; init; } = AlertSeverity.Critical;

    /// <summary>Share of failed requests (5xx), in percent, that is too often. Default 5.</summary>
    public int ErrorPercent { get; init; } = 5;

    /// <summary>Time to answer that one in twenty requests may exceed, in milliseconds. Default 1000.</summary>
    public int LatencyMillis { get; init; } = 1000;
}
