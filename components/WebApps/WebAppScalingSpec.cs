namespace Basecamp.Components.WebApps;

/// <summary>More pods under load, fewer without: by CPU, or by a Prometheus query where the platform has KEDA.</summary>
public sealed record WebAppScalingSpec
{
    /// <summary>Most pods. Required; above the least.</summary>
    public required int Max { get; init; }

    /// <summary>Share of the requested CPU that pods use on average, in percent, from which on there are more. Default 70. Unused with a query.</summary>
    public int CpuPercent { get; init; } = 70;

    /// <summary>PromQL of one number instead, e.g. a queue's length. Needs <c>basecamp:platform.keda</c>. Default null.</summary>
    public string? Query { get; init; }

    /// <summary>How much of the query's number one pod is for. Required with a query.</summary>
    public int? PerReplica { get; init; }
}
