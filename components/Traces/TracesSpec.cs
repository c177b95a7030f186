using Basecamp.Components.Configuration;

namespace Basecamp.Components.Traces;

/// <summary>Traces of apps, taken by an OpenTelemetry collector and kept in Tempo: the value of <c>basecamp:platform.traces</c>.</summary>
public sealed record TracesSpec
{
    /// <summary>How long traces are kept. Default <c>168h</c>, 7 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Size of Tempo's volume, GiB. With an object store it holds only what is not uploaded yet; without one, all traces. Default <c>10</c>.</summary>
    [RenamedFrom("storageGibibytes")]
    public int StorageGiB { get; init; } = 10;

    /// <summary>Storage class of the volume. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }
}
