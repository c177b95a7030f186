using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Secrets;

/// <summary>External Secrets, which copies secrets out of a store into Secrets, and a store <c>vault</c> where there is a Vault.</summary>
public sealed class ExternalSecrets : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "external-secrets-system";

    /// <summary>Its service account, which Vault's role has to name.</summary>
    public const string ServiceAccount = "external-secrets";

    static readonly ResourceRequests Webhook = new(10, 48);

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.ExternalSecrets];

    /// <summary>Installs External Secrets.</summary>
    public ExternalSecrets(string name, ExternalSecretsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:ExternalSecrets", name, args, options)
    {
        Namespace(new()
        {
            Name = "external-secrets",
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromApiServer(10250), NetworkRule.FromPrometheus(8080)],
        });
        var chart = Chart(Catalog.Charts.ExternalSecrets, "external-secrets", NamespaceName, Values(), Workloads());
        if (args.Vault is { } vault)
        {
            Connect("external-secrets-to-vault", new(NamespaceName, Workload.Named("external-secrets")), vault.Servers, Vault.Vault.Port);
            // Its webhook judges stores.
            Custom("vault-store", new("external-secrets.io/v1", "ClusterSecretStore", ObjectMeta.Of("vault"), Store(vault, args.Spec)), Child(chart));
        }
        Alerts(NamespaceName, new AlertRule
        {
            Name = "ExternalSecretNotSynced",
            Expression = """externalsecret_status_condition{condition="Ready",status="False"} == 1""",
            For = TimeSpan.FromMinutes(30),
            Summary = "ExternalSecret {{ $labels.exported_namespace }}/{{ $labels.name }} is not copied for half an hour",
            Description = "Its Secret stays as it was, and a new one does not come to be: the store is away or sealed, or refuses.",
            Runbook = "secrets",
        });
        Deliver();
    }

    ValueTree Values() => new()
    {
        ["installCRDs"] = false,
        ["replicaCount"] = Platform.Sizing.Replicas,
        ["leaderElect"] = Platform.Sizing.IsRedundant,
        ["podDisruptionBudget.enabled"] = Platform.Sizing.IsRedundant,
        ["priorityClassName"] = Priority.System,
        ["topologySpreadConstraints"] = Spread("external-secrets"),
        ["resources"] = Controller.ToValues(),
        // Every change of an ExternalSecret waits for it.
        ["webhook.replicaCount"] = Platform.Sizing.Replicas,
        ["webhook.podDisruptionBudget.enabled"] = Platform.Sizing.IsRedundant,
        ["webhook.priorityClassName"] = Priority.System,
        ["webhook.topologySpreadConstraints"] = Spread("external-secrets-webhook"),
        ["webhook.resources"] = Webhook.ToValues(),
        ["certController.replicaCount"] = 1,
        ["certController.priorityClassName"] = Priority.System,
        ["certController.resources"] = Controller.ToValues(),
        ["serviceMonitor.enabled"] = Platform.Monitoring,
        ["serviceMonitor.renderMode"] = Platform.Monitoring ? "alwaysRender" : null,
    };

    IReadOnlyList<ValueTree>? Spread(string workload) => Platform.Sizing.IsRedundant ? Place.Spread(Workload.Named(workload)) : null;

    ResourceRequests Controller => Platform.Sizing.Growing(10, 48);

    static ValueTree Store(Vault.Vault vault, ExternalSecretsSpec spec) => new()
    {
        ["provider.vault.server"] = vault.Address,
        ["provider.vault.path"] = spec.VaultPath,
        ["provider.vault.version"] = "v2",
        ["provider.vault.auth.kubernetes.mountPath"] = "kubernetes",
        ["provider.vault.auth.kubernetes.role"] = ServiceAccount,
        ["provider.vault.auth.kubernetes.serviceAccountRef.name"] = ServiceAccount,
        ["provider.vault.auth.kubernetes.serviceAccountRef.namespace"] = NamespaceName,
    };

    ImmutableArray<Workload> Workloads() =>
    [
        new()
        {
            Name = "external-secrets",
            Labels = Workload.Named("external-secrets"),
            Replicas = Platform.Sizing.Replicas,
            Ports = [new("metrics", 8080)],
            Requests = Controller,
        },
        new()
        {
            Name = "external-secrets-webhook",
            Labels = Workload.Named("external-secrets-webhook"),
            Replicas = Platform.Sizing.Replicas,
            Ports = [new("metrics", 8080), new("webhook", 10250), new("ready", 8081)],
            Requests = Webhook,
        },
        new()
        {
            Name = "external-secrets-cert-controller",
            Labels = Workload.Named("external-secrets-cert-controller"),
            Ports = [new("metrics", 8080), new("ready", 8081)],
            Requests = Controller,
        },
    ];
}

/// <summary>Arguments of <see cref="ExternalSecrets"/>.</summary>
public sealed class ExternalSecretsArgs : PlatformComponentArgs
{
    /// <summary>Options. Default: everything at its default.</summary>
    public ExternalSecretsSpec Spec { get; init; } = new();

    /// <summary>The Vault to read from. Default none: then stores are yours to declare.</summary>
    public Vault.Vault? Vault { get; init; }
}
