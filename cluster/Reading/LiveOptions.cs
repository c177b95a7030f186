namespace Basecamp.Cluster.Reading;

/// <summary>How a living cluster is read.</summary>
public sealed record LiveOptions
{
    /// <summary>Objects in one answer. Default 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Longest time for one answer. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for everything. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Pause before a request is repeated; grows with each time. Default 0.5 s.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Containers whose logs are read: those of failing pods. Default 60; 0 for none.</summary>
    public int MaximumLogs { get; init; } = 60;
}
