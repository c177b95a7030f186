using Basecamp.Components.Workloads;

namespace Basecamp.Components.WebApps;

/// <summary>What one pod asks the scheduler for, and how much memory it may use. CPU is not limited: throttling hurts more than it helps.</summary>
public sealed record WebAppResourcesSpec
{
    /// <summary>CPU in thousandths of a core. Default 50.</summary>
    public int CpuMillis { get; init; } = 50;

    /// <summary>Memory in MiB. Default 64.</summary>
    public int MemoryMiB { get; init; } = 64;

    /// <summary>Memory limit in MiB, above which the pod is killed. Default null: twice the request.</summary>
    public int? MemoryLimitMiB { get; init; }

    internal ResourceRequests Requests => new(CpuMillis, MemoryMiB, MemoryLimitMiB);
}
