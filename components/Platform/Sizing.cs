using Basecamp.Components.Workloads;

namespace Basecamp.Components.Platform;

/// <summary>Replicas and requests of a profile.</summary>
/// <param name="Profile">The profile.</param>
public sealed record Sizing(PlatformProfile Profile)
{
    /// <summary>Whether a node may fail without an outage.</summary>
    public bool IsRedundant => Profile != PlatformProfile.Small;

    /// <summary>Replicas of controllers and web servers: 1, or 2 when redundant.</summary>
    public int Replicas => IsRedundant ? 2 : 1;

    /// <summary>Members of what votes: 1, or 3 when redundant.</summary>
    public int Members => IsRedundant ? 3 : 1;

    /// <summary>What a pod asks for whose needs grow with the cluster: as given on the smallest profile, then twice, then four times the memory.</summary>
    public ResourceRequests Growing(int cpuMillis, int memoryMebibytes) => Profile switch
    {
        PlatformProfile.Small => new(cpuMillis, memoryMebibytes),
        PlatformProfile.Standard => new(2 * cpuMillis, 2 * memoryMebibytes),
        _ => new(2 * cpuMillis, 4 * memoryMebibytes),
    };
}
