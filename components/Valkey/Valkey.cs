using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Random;

namespace Basecamp.Components.Valkey;

/// <summary>
/// Valkey, a Redis-compatible cache: one primary and, when redundant, two replicas to read from. There is no automatic failover: when the
/// primary's node is lost, writes wait until Kubernetes starts the pod elsewhere. That suits a cache; keep what must never wait in PostgreSQL.
/// </summary>
public sealed class Valkey : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "valkey-core";

    const int Port = ValkeyService.Port;
    const int MetricsPort = 9121;

    /// <summary>Its pods.</summary>
    public static Peer.Pods Pods { get; } = new(NamespaceName, Workload.Named("valkey"));

    /// <summary>Host and port of the primary, in the cluster.</summary>
    public string Endpoint => $"valkey.{NamespaceName}.svc.{Platform.Cluster.Domain}:{Port}";

    /// <summary>Password of the user <c>default</c>. Secret.</summary>
    public Output<string> Password { get; }

    /// <summary>What apps of other components use.</summary>
    public ValkeyService Service => new(Password);

    /// <summary>Installs Valkey.</summary>
    public Valkey(string name, ValkeyArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Valkey", name, args, options)
    {
        Namespace(new() { Name = "valkey", Tier = NamespaceTier.Core, HoldsState = true, Rules = [NetworkRule.FromPrometheus(MetricsPort)] });
        Password = new RandomPassword($"{name}-password", new() { Length = 32, Special = false }, new() { Parent = this }).Result;
        First(new Secret(
            $"{name}-users",
            new() { Metadata = ObjectMeta.Of(ValkeyValues.UsersSecret, NamespaceName), StringData = { [ValkeyValues.User] = Password } },
            DirectChild()));
        Chart(Catalog.Charts.Valkey, "valkey", NamespaceName, ValkeyValues.For(Platform, args.Spec, args.StorageClass), [WorkloadOf(args.Spec)]);
        foreach (var client in args.Spec.AllowFrom)
            Connect($"{client.Namespace}-to-valkey", client.Peer, Pods, Port);
        Holds(new HeldState
        {
            Id = "valkey/data",
            What = "keys in Valkey",
            Loss = LossKind.Tolerable,
            Consequence = "It is a cache: apps fill it again.",
            Medium = StateMedium.Volume,
            Namespace = NamespaceName,
            StorageClass = args.StorageClass,
        });
        Alerts(NamespaceName, [.. ValkeyAlerts.All(Platform.Sizing.IsRedundant)]);
        Deliver();
    }

    Workload WorkloadOf(ValkeySpec spec) => new()
    {
        Name = "valkey",
        Kind = Platform.Sizing.IsRedundant ? WorkloadKind.StatefulSet : WorkloadKind.Deployment,
        Replicas = Platform.Sizing.Members,
        Labels = Pods.Labels,
        Ports = Platform.Monitoring ? [new("tcp", Port), new("metrics", MetricsPort)] : [new("tcp", Port)],
        Requests = ValkeyValues.Pod(spec, Platform.Monitoring),
    };
}
