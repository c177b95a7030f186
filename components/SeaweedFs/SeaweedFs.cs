using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Random;

namespace Basecamp.Components.SeaweedFs;

/// <summary>
/// SeaweedFS as the S3 store of the cluster. What is in it is lost together with the cluster, so it is not a place for the cluster's backups.
/// </summary>
public sealed class SeaweedFs : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "seaweedfs-core";

    const int Port = 8333;
    const int MetricsPort = 9327;
    const string ConfigName = "s3-config";

    internal static readonly ImmutableSortedDictionary<string, string> Gateway = Workload.Named("seaweedfs", "s3");

    /// <summary>The store.</summary>
    public S3Target Target { get; }

    /// <summary>Installs SeaweedFS.</summary>
    public SeaweedFs(string name, SeaweedFsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:SeaweedFs", name, args, options)
    {
        Namespace(new()
        {
            Name = "seaweedfs",
            Tier = NamespaceTier.Core,
            HoldsState = true,
            Rules = [NetworkRule.FromPrometheus(MetricsPort)],
        });
        var (access, secret) = (Key($"{name}-access-key", 20), Key($"{name}-secret-key", 40));
        var config = new Secret(
            $"{name}-config",
            new() { Metadata = ObjectMeta.Of(ConfigName, NamespaceName), StringData = { ["seaweedfs_s3_config"] = Identities(access, secret) } },
            DirectChild());
        First(config);
        Chart(
            Catalog.Charts.SeaweedFs, "seaweedfs", NamespaceName, SeaweedFsValues.For(Platform, args.Spec, args.Classes, ConfigName), Workloads());
        if (Platform.Sizing.IsRedundant)
            foreach (var part in new[] { "master", "volume", "s3" })
                DisruptionBudget($"seaweedfs-{part}", NamespaceName, Workload.Named("seaweedfs", part));
        Holds(new HeldState
        {
            Id = "seaweedfs/buckets",
            What = "buckets of the store in the cluster",
            Loss = LossKind.Tolerable,
            Consequence = "Logs and traces in it are lost. Copies of other things in it do not count as copies.",
            Medium = StateMedium.Volume,
            Namespace = NamespaceName,
            StorageClass = args.Classes.Database,
        });
        Alerts(NamespaceName, SeaweedFsAlerts.For(Platform.Sizing));

        Target = new()
        {
            Host = $"seaweedfs-s3.{NamespaceName}.svc:{Port}",
            Insecure = true,
            BucketPrefix = "",
            AccessKey = access,
            SecretKey = secret,
            Peer = new Peer.Pods(NamespaceName, Gateway),
        };
        Deliver();
    }

    Output<string> Key(string name, int length) => Output.CreateSecret(
        new RandomPassword(name, new() { Length = length, Special = false }, new() { Parent = this, AdditionalSecretOutputs = { "result" } }).Result);

    // One identity for the platform's own components; the chart's generated one would differ with every render.
    static Output<string> Identities(Output<string> access, Output<string> secret) => Output.Format(
        $$"""{"identities":[{"name":"platform","credentials":[{"accessKey":"{{access}}","secretKey":"{{secret}}"}],"actions":["Admin","Read","List","Tagging","Write"]}]}""");

    ImmutableArray<Workload> Workloads()
    {
        var sizing = Platform.Sizing;
        return
        [
            Server("master", sizing.Members, SeaweedFsValues.Master, 9333, 19333),
            Server("volume", sizing.Members, SeaweedFsValues.Volume(sizing), 8080, 18080),
            Server("filer", 1, SeaweedFsValues.Filer(sizing), 8888, 18888),
            Server("s3", sizing.Replicas, SeaweedFsValues.S3(sizing), Port) with { Kind = WorkloadKind.Deployment },
        ];
    }

    static Workload Server(string part, int replicas, ResourceRequests requests, params int[] ports) => new()
    {
        Name = $"seaweedfs-{part}",
        Kind = WorkloadKind.StatefulSet,
        Replicas = replicas,
        Labels = Workload.Named("seaweedfs", part),
        Ports = [.. ports.Select(port => new WorkloadPort("", port)), new("metrics", MetricsPort)],
        Requests = requests,
    };
}

/// <summary>Arguments of <see cref="SeaweedFs"/>.</summary>
public sealed class SeaweedFsArgs : PlatformComponentArgs
{
    /// <summary>What to set up. Default: everything at its default.</summary>
    public SeaweedFsSpec Spec { get; init; } = new();

    /// <summary>Storage classes. Default: those of a cluster without storage of its own.</summary>
    public StorageClasses Classes { get; init; } = StorageClasses.Local;
}
