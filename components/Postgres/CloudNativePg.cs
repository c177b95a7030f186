using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Postgres;

/// <summary>
/// CloudNativePG, which runs <see cref="PostgresCluster"/>s, and its Barman Cloud plugin, which archives them. The plugin needs cert-manager for
/// its certificates and must be in the operator's namespace.
/// </summary>
public sealed class CloudNativePg : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "cnpg-system";

    /// <summary>Name of the plugin, as clusters refer to it.</summary>
    public const string BarmanPlugin = "barman-cloud.cloudnative-pg.io";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.CloudNativePg, CrdBundles.BarmanCloudPlugin];

    /// <summary>The operator's pods, which clusters have to let in.</summary>
    public static Peer.Pods Operator { get; } = new(NamespaceName, Workload.Named("cloudnative-pg"));

    /// <summary>Installs the operator and the plugin.</summary>
    public CloudNativePg(string name, CloudNativePgArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:CloudNativePg", name, args, options)
    {
        Namespace(new()
        {
            Name = "cnpg",
            // Operator and plugin talk to each other on 9090.
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromApiServer(9443), NetworkRule.FromPrometheus(8080)],
        });
        Chart(Catalog.Charts.CloudNativePg, "cnpg", NamespaceName, CloudNativePgValues.Operator(Platform),
        [
            new()
            {
                Name = "cnpg-cloudnative-pg",
                Labels = Operator.Labels,
                Replicas = Platform.Sizing.Replicas,
                Ports = [new("webhook-server", 9443), new("metrics", 8080)],
                Requests = CloudNativePgValues.OperatorRequests(Platform.Sizing),
            },
        ]);
        if (Platform.Sizing.IsRedundant)
            DisruptionBudget("cnpg-cloudnative-pg", NamespaceName, Operator.Labels);
        Chart(Catalog.Charts.BarmanCloudPlugin, "barman-cloud", NamespaceName, CloudNativePgValues.Plugin,
        [
            new()
            {
                Name = "barman-cloud-plugin-barman-cloud",
                Labels = Workload.Named("plugin-barman-cloud"),
                Ports = [new("grpc", 9090)],
                Requests = CloudNativePgValues.PluginRequests,
            },
        ]);
        Deliver();
    }
}

/// <summary>Arguments of <see cref="CloudNativePg"/>.</summary>
public sealed class CloudNativePgArgs : PlatformComponentArgs;
