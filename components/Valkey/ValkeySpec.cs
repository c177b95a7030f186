using Basecamp.Components.Network;

namespace Basecamp.Components.Valkey;

/// <summary>A Redis-compatible cache: the value of <c>basecamp:platform.valkey</c>.</summary>
public sealed record ValkeySpec
{
    /// <summary>Memory for data, in MiB; beyond it, the least recently used keys go. Default 256.</summary>
    public int MemoryMiB { get; init; } = 256;

    /// <summary>Disk of every pod, in GiB. Default 2.</summary>
    public int StorageGiB { get; init; } = 2;

    /// <summary>Pods that may connect. Default: none outside of its own namespace.</summary>
    public IReadOnlyList<ClientSpec> AllowFrom { get; init; } = [];
}
