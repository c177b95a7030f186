using System.Collections.Immutable;
using Basecamp.Components.Connections;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Vault;

/// <summary>
/// Vault on Raft, unsealed by a small second Vault (transit), so that a restarted pod needs nobody. The second one holds the key to the first and is
/// itself unsealed by people.
/// </summary>
/// <remarks>
/// Pulumi never initialises either: initialising shows the keys, and they belong to people, not into a state file. Until that is done by
/// docs/runbooks/vault-unseal.md, the pods wait.
/// </remarks>
public sealed class Vault : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "vault-core";

    /// <summary>Namespace of the Vault that unseals it: apart, so that who administers one cannot read the other.</summary>
    public const string TransitNamespaceName = "vault-transit-core";

    /// <summary>Port of both.</summary>
    public const int Port = 8200;

    internal const int ClusterPort = 8201;

    /// <summary>The Secret with the token for the transit Vault, key <c>token</c>. Made by hand.</summary>
    public const string TransitTokenName = "vault-transit-token";

    /// <summary>Address of the active server, or of any that passes requests on to it.</summary>
    public string Address { get; } = $"http://vault.{NamespaceName}.svc:{Port}";

    /// <summary>The servers: the target of a <see cref="Connection"/>.</summary>
    public Peer.Pods Servers { get; } = new(NamespaceName, ServerLabels);

    static ImmutableSortedDictionary<string, string> ServerLabels => Workload.Named("vault").Add("component", "server");

    /// <summary>Installs both Vaults.</summary>
    public Vault(string name, VaultArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Vault", name, args, options)
    {
        Namespace(new() { Name = "vault-transit", Tier = NamespaceTier.Core, HoldsState = true, Rules = [NetworkRule.ToApiServer] });
        Namespace(new()
        {
            Name = "vault",
            Tier = NamespaceTier.Core,
            HoldsState = true,
            // The API server says whether a caller's service account is genuine, and which pod leads is a label of the pod.
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromPrometheus(Port)],
        });
        Connect("vault-to-transit", Servers, new(TransitNamespaceName, ServerLabels), Port);

        var transit = Chart(
            Catalog.Charts.Vault, "vault-transit", TransitNamespaceName, VaultValues.Transit(args.Classes), [Server("vault-transit", 1, VaultValues.TransitRequests)],
            startsByHand: true);
        First(transit);
        Chart(
            Catalog.Charts.Vault, "vault", NamespaceName, VaultValues.Main(Platform, args),
            [Server("vault", Platform.Sizing.Members, VaultValues.MainRequests(Platform.Sizing))],
            startsByHand: true);
        Holds(
            Volume("vault/data", "secrets in Vault", NamespaceName, args.Classes.Database, "All secrets in it are lost, and apps that read them do not start."),
            Volume(
                "vault/seal", "key that unseals Vault, in the transit Vault", TransitNamespaceName, args.Classes.Replicated,
                "Vault's data cannot be decrypted any more, backups of it included."),
            new HeldState
            {
                Id = "vault/shares",
                What = "unseal shares and root tokens of both Vaults",
                Loss = LossKind.Data,
                Consequence = "The transit Vault cannot be unsealed after its next restart, and with it Vault.",
                Medium = StateMedium.Paper,
            });
        Alerts(NamespaceName, VaultAlerts.For(Platform.Sizing));
        Deliver();
    }

    static HeldState Volume(string id, string what, string ns, string? storageClass, string consequence) => new()
    {
        Id = id,
        What = what,
        Loss = LossKind.Data,
        Consequence = consequence,
        Medium = StateMedium.Volume,
        Namespace = ns,
        StorageClass = storageClass,
    };

    static Workload Server(string name, int replicas, ResourceRequests requests) => new()
    {
        Name = name,
        Kind = WorkloadKind.StatefulSet,
        Replicas = replicas,
        Labels = ServerLabels,
        Ports = [new("http", Port), new("https-internal", ClusterPort), new("http-rep", 8202)],
        Requests = requests,
    };
}

/// <summary>Arguments of <see cref="Vault"/>.</summary>
public sealed class VaultArgs : PlatformComponentArgs
{
    /// <summary>Options. Default: everything at its default.</summary>
    public VaultSpec Spec { get; init; } = new();

    /// <summary>Storage classes. Default: those of a cluster without storage of its own.</summary>
    public StorageClasses Classes { get; init; } = StorageClasses.Local;
}
