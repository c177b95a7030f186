namespace Basecamp.Components.Alerts;

/// <summary>How fast a person has to look.</summary>
public enum AlertSeverity
{
    /// <summary>Wakes somebody up: users are affected, or data soon is.</summary>
    Critical,

    /// <summary>During working hours: redundancy is gone, or something will run out.</summary>
    Warning,

    /// <summary>Only shown on dashboards.</summary>
    Info,
}
