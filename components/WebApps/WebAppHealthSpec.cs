namespace Basecamp.Components.WebApps;

/// <summary>How it is known whether a pod works.</summary>
public sealed record WebAppHealthSpec
{
    /// <summary>
    /// Path that answers 200–399 once the pod can serve requests, and may say no for a while. Default null: the pod serves when its port accepts
    /// connections.
    /// </summary>
    public string? Ready { get; init; }

    /// <summary>
    /// Path that fails only when a restart would help; it must look at nothing outside of the pod, or an outage of a database restarts
    /// everything. Default null: a pod is restarted when its process ends.
    /// </summary>
    public string? Live { get; init; }

    /// <summary>How long a start may take, in seconds. Default 60.</summary>
    public int StartSeconds { get; init; } = 60;
}
