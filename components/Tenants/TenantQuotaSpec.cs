using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Tenants;

/// <summary>What one namespace of a tenant may use at most. It may have no LoadBalancer, no node port and no pod of the platform's priority.</summary>
public sealed record TenantQuotaSpec
{
    // Objects cost memory of etcd and the API server, which all tenants share.
    const int Objects = 100;

    /// <summary>CPU that its pods ask for together, in thousandths of a core. Default 2000.</summary>
    public int CpuMillis { get; init; } = 2000;

    /// <summary>Memory that its pods ask for together, in MiB. Default 4096.</summary>
    public int MemoryMiB { get; init; } = 4096;

    /// <summary>Memory that its pods may use together, in MiB. Default null: twice what they ask for.</summary>
    public int? MemoryLimitMiB { get; init; }

    /// <summary>Volumes together, in GiB. Default 20.</summary>
    public int StorageGiB { get; init; } = 20;

    /// <summary>Volumes. Default 10.</summary>
    public int Volumes { get; init; } = 10;

    /// <summary>Pods. Default 30.</summary>
    public int Pods { get; init; } = 30;

    /// <summary>Memory limit, after defaults.</summary>
    internal int MemoryLimit => MemoryLimitMiB ?? 2 * MemoryMiB;

    /// <summary>As entries of a ResourceQuota, besides pods, LoadBalancers and node ports.</summary>
    internal ImmutableSortedDictionary<string, string> ToHard() => new Dictionary<string, string>
    {
        ["configmaps"] = Number(Objects),
        ["limits.memory"] = ResourceRequests.Memory(MemoryLimit),
        ["persistentvolumeclaims"] = Number(Volumes),
        ["requests.cpu"] = ResourceRequests.Cpu(CpuMillis),
        ["requests.memory"] = ResourceRequests.Memory(MemoryMiB),
        ["requests.storage"] = $"{Number(StorageGiB)}Gi",
        ["secrets"] = Number(Objects),
        ["services"] = Number(Objects),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
