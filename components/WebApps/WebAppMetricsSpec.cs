namespace Basecamp.Components.WebApps;

/// <summary>Where Prometheus reads metrics.</summary>
public sealed record WebAppMetricsSpec
{
    /// <summary>Path. Default <c>/metrics</c>.</summary>
    public string Path { get; init; } = "/metrics";

    /// <summary>Port. Default null: the app's. A port of its own keeps metrics off the internet.</summary>
    public int? Port { get; init; }
}
