namespace Basecamp.Components.Tenants;

/// <summary>What a container of a tenant gets that says nothing, and the most that one may have.</summary>
public sealed record TenantLimitsSpec
{
    /// <summary>CPU it asks for, in thousandths of a core. Default 50.</summary>
    public int CpuMillis { get; init; } = 50;

    /// <summary>Memory it asks for, in MiB. Default 64.</summary>
    public int MemoryMiB { get; init; } = 64;

    /// <summary>Memory it may use, in MiB. Default 128.</summary>
    public int MemoryLimitMiB { get; init; } = 128;

    /// <summary>Maximum memory limit of a container, in MiB. Default 2048.</summary>
    public int MaxMemoryMiB { get; init; } = 2048;
}
