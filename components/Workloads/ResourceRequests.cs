using System.Globalization;
using Basecamp.Components.Values;

namespace Basecamp.Components.Workloads;

/// <summary>What one pod asks the scheduler for, and how much memory it may use.</summary>
/// <param name="CpuMillis">CPU in thousandths of a core.</param>
/// <param name="MemoryMebibytes">Memory in MiB.</param>
/// <param name="MemoryLimitMebibytes">
/// Memory limit in MiB; null for twice the request. CPU has no limit: throttling hurts latency more than it helps here.
/// </param>
public sealed record ResourceRequests(int CpuMillis, int MemoryMebibytes, int? MemoryLimitMebibytes = null)
{
    /// <summary>Asks for nothing.</summary>
    public static ResourceRequests None { get; } = new(0, 0);

    /// <summary>Memory limit in MiB, after defaults.</summary>
    public int MemoryLimit => MemoryLimitMebibytes ?? 2 * MemoryMebibytes;

    /// <summary>As a container's <c>resources</c>.</summary>
    public ValueTree ToValues() => new()
    {
        ["requests.cpu"] = Cpu(CpuMillis),
        ["requests.memory"] = Memory(MemoryMebibytes),
        ["limits.memory"] = Memory(MemoryLimit),
    };

    /// <summary>CPU as Kubernetes writes it: <c>250m</c>.</summary>
    public static string Cpu(int millis) => string.Create(CultureInfo.InvariantCulture, $"{millis}m");

    /// <summary>Memory as Kubernetes writes it: <c>512Mi</c>.</summary>
    public static string Memory(int mebibytes) => string.Create(CultureInfo.InvariantCulture, $"{mebibytes}Mi");
}
