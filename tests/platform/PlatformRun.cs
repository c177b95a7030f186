using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Basecamp.Tests;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Platform.Tests;

/// <summary>Records components of the platform, or the whole tier.</summary>
static class PlatformRun
{
    public static readonly GitSource Git = new()
    {
        Url = "https://git.example.org/cluster.git",
        Environments = [new() { Name = "staging" }, new() { Name = "production", Revision = "release" }],
    };

    static readonly RecordingOptions Options = new() { ProjectName = "basecamp", StackName = "test" };

    /// <summary>Three servers, three agents, Cilium, no local-path volumes.</summary>
    public static ClusterFacts Ha { get; } = HomelabExports.FactsOf(Topologies.Ha) with { LocalPathIsDefault = false };

    /// <summary>One server, flannel.</summary>
    public static ClusterFacts Single { get; } = HomelabExports.FactsOf(Topologies.Single);

    /// <summary>Records what <paramref name="declare"/> declares.</summary>
    public static Task<RecordedStack> Of(
        Action<PlatformContext> declare,
        DeliveryEngine engine = DeliveryEngine.Pulumi,
        ClusterFacts? cluster = null,
        PlatformProfile profile = PlatformProfile.Ha,
        bool monitoring = true) => RecordedStack.RunAsync(() => declare(Context(engine, cluster, profile, monitoring)), Options);

    /// <summary>What components build on, inside of a running program.</summary>
    public static PlatformContext Context(
        DeliveryEngine engine = DeliveryEngine.Pulumi, ClusterFacts? cluster = null, PlatformProfile profile = PlatformProfile.Ha, bool monitoring = true) => new()
        {
            Delivery = PlatformDelivery.Of(null, engine, new Kubernetes.Provider("cluster"), "test", "platform", engine == DeliveryEngine.Pulumi ? null : Git),
            Cluster = cluster ?? Ha,
            Facts = new() { Profile = profile, Monitoring = monitoring, Domain = "example.org" },
        };

    /// <summary>Records the whole tier.</summary>
    public static Task<RecordedStack> OfTier(
        PlatformSettings settings, DeliveryEngine engine = DeliveryEngine.Pulumi, ClusterFacts? cluster = null, Action? before = null) => RecordedStack.RunAsync(
        () =>
        {
            before?.Invoke();
            _ = new PlatformTier("platform", new()
            {
                Access = Access,
                Cluster = cluster ?? Ha,
                Settings = engine == DeliveryEngine.Pulumi ? settings : settings with { Git = Git },
                Delivery = engine,
                Stack = "test",
            });
        },
        Options);

    static ClusterAccess Access => new()
    {
        Kubeconfig = Output.CreateSecret("the-kubeconfig"),
        ApiEndpoint = Output.Create("https://192.168.1.10:6443"),
        ServerUrls = Output.Create(System.Collections.Immutable.ImmutableArray.Create("https://192.168.1.11:6443")),
        NodeNames = Output.Create(System.Collections.Immutable.ImmutableArray.Create("cp1")),
        ClusterIdentifier = Output.Create("test-1"),
        ServerToken = Output.CreateSecret("the-token"),
    };
}
