using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Pulumi;

namespace Basecamp.Components.WebApps;

/// <summary>Arguments of <see cref="WebApp"/>.</summary>
public sealed class WebAppArgs : PlatformComponentArgs
{
    /// <summary>What the app is like. Required.</summary>
    public required WebAppSpec Spec { get; init; }

    /// <summary>
    /// Files with plain content by name, in <see cref="WebApp.FilesDirectory"/>. A change starts new pods, one after the other. Default none.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Files with secret content by name, which may have a directory, in <see cref="WebApp.SecretsDirectory"/>. They go to the cluster directly,
    /// whoever delivers. Default none.
    /// </summary>
    public ImmutableSortedDictionary<string, Output<string>> SecretFiles { get; init; } = ImmutableSortedDictionary<string, Output<string>>.Empty;

    /// <summary>Environment variables with secret values. They go to the cluster directly, whoever delivers. Default none.</summary>
    public ImmutableSortedDictionary<string, Output<string>> SecretVariables { get; init; } = ImmutableSortedDictionary<string, Output<string>>.Empty;

    /// <summary>What every pod runs to its end before it starts to serve, such as a migration. Default null: nothing.</summary>
    public WebAppPreparation? Prepare { get; init; }

    /// <summary>Pods of other components that may connect. Default none.</summary>
    public ImmutableArray<Peer.Pods> AllowFrom { get; init; } = [];

    /// <summary>Pods of other components that it may connect to, which let it in by this, and their TCP port. Default none.</summary>
    public ImmutableArray<(Peer.Pods Pods, int Port)> ConnectTo { get; init; } = [];

    /// <summary>Alerts of its own metrics. Default none.</summary>
    public ImmutableArray<AlertRule> FurtherAlerts { get; init; } = [];

    /// <summary>Panels of its own metrics, above those that every app has. Default none.</summary>
    public ImmutableArray<DashboardPanel> Panels { get; init; } = [];
}

/// <summary>What every pod runs with the app's own image, to its end, before it starts to serve.</summary>
public sealed record WebAppPreparation
{
    /// <summary>Arguments of the container. Required.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Environment variables; the app's own are not set. Default none.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Files with secret content by name, in <see cref="WebApp.SecretsDirectory"/>, which the app itself never sees. Default none.</summary>
    public ImmutableSortedDictionary<string, Output<string>> SecretFiles { get; init; } = ImmutableSortedDictionary<string, Output<string>>.Empty;
}
