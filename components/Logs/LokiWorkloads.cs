using System.Collections.Immutable;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Logs;

/// <summary>What the chart starts.</summary>
static class LokiWorkloads
{
    public static ImmutableArray<Workload> For(PlatformContext platform, LokiArgs args)
    {
        var loki = new Workload
        {
            Name = "loki",
            Kind = WorkloadKind.StatefulSet,
            Labels = Workload.Named("loki", "single-binary"),
            Replicas = LokiValues.Replicas(platform, args),
            Ports = [new("http-metrics", Loki.Port), new("grpc", 9095), new("http-memberlist", 7946)],
            Requests = LokiValues.Loki(platform.Sizing),
        };
        return LokiValues.HasCaches(platform) ? [loki, Cache("chunks-cache", LokiValues.ChunksCache), Cache("results-cache", LokiValues.ResultsCache)] : [loki];
    }

    static Workload Cache(string name, ResourceRequests requests) => new()
    {
        Name = $"loki-{name}",
        Kind = WorkloadKind.StatefulSet,
        Labels = Workload.Named("loki", $"memcached-{name}"),
        Ports = [new("client", 11211), new("http-metrics", 9150)],
        Requests = new(
            requests.CpuMillis + LokiValues.CacheExporter.CpuMillis,
            requests.MemoryMebibytes + LokiValues.CacheExporter.MemoryMebibytes,
            requests.MemoryLimit + LokiValues.CacheExporter.MemoryLimit),
    };
}
