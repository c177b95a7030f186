using System.Collections.Immutable;

namespace Basecamp.Components.Alerts;

/// <summary>An alert: when it fires, whom it concerns, and what to do.</summary>
public sealed record AlertRule
{
    /// <summary>Name in CamelCase. Unique in the platform, or with <see cref="Labels"/> that say whose alert it is. Required.</summary>
    public required string Name { get; init; }

    /// <summary>PromQL that has a result while something is wrong. Required.</summary>
    public required string Expression { get; init; }

    /// <summary>How long it must hold before the alert fires. Default 5 min.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How fast a person has to look. Default <see cref="AlertSeverity.Warning"/>.</summary>
    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;

    /// <summary>
    /// Labels of the alert besides the severity. Default none. To Alertmanager, alerts of the same name and labels are one alert: where several
    /// components have it, one that ends would end the others.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>One line for a phone; may use <c>{{ $labels.x }}</c>. Required.</summary>
    public required string Summary { get; init; }

    /// <summary>What it means for users and what is known; may use <c>{{ $value }}</c>. Required.</summary>
    public required string Description { get; init; }

    /// <summary>File in docs/runbooks without <c>.md</c>. Required: an alert that says no next step only wakes people up.</summary>
    public required string Runbook { get; init; }
}
