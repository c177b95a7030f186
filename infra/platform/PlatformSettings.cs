using Basecamp.Components.ArgoCd;
using Basecamp.Components.CertManager;
using Basecamp.Components.Cilium;
using Basecamp.Components.Delivery;
using Basecamp.Components.Flux;
using Basecamp.Components.Ingress;
using Basecamp.Components.Keda;
using Basecamp.Components.Kyverno;
using Basecamp.Components.Logs;
using Basecamp.Components.Longhorn;
using Basecamp.Components.Monitoring;
using Basecamp.Components.NodeCare;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Components.Rollouts;
using Basecamp.Components.Secrets;
using Basecamp.Components.Traces;
using Basecamp.Components.UserNamespaces;
using Basecamp.Components.Valkey;
using Basecamp.Components.Velero;

namespace Basecamp.Infra.Platform;

/// <summary>What the cluster offers to apps: the value of <c>basecamp:platform</c> in a stack file. A section that is there is switched on.</summary>
/// <remarks>Plain data. <see cref="PlatformRules"/> decides whether it makes sense, as a whole and on this cluster.</remarks>
public sealed record PlatformSettings
{
    /// <summary>How much of everything runs. Default <c>small</c>.</summary>
    public PlatformProfile Profile { get; init; }

    /// <summary>DNS domain that hosts are below, e.g. <c>home.example.com</c>. Default: none, and nothing is published.</summary>
    public string? Domain { get; init; }

    /// <summary>The repository that Argo CD or Flux reads from. Required with <c>delivery</c> other than <c>pulumi</c>.</summary>
    public GitSource? Git { get; init; }

    /// <summary>Options of Cilium, which is installed where the cluster's network is Cilium. Default: Cilium with its defaults.</summary>
    public CiliumSpec? Cilium { get; init; }
    /// <summary>Options of Argo CD, when that delivers. Default: the built-in admin.</summary>
    public ArgoCdSpec? Argocd { get; init; }

    /// <summary>Options of Flux, when that delivers. Default: locked down.</summary>
    public FluxSpec? Flux { get; init; }

    /// <summary>cert-manager and its issuers. Default: not installed.</summary>
    public CertificateSpec? Certificates { get; init; }

    /// <summary>Namespaces of your own. Default: none.</summary>
    public IReadOnlyList<NamespaceSpec> Namespaces { get; init; } = [];
    /// <summary>S3 stores for backups, logs and traces. Default: none.</summary>
    public ObjectStoreSpec? ObjectStore { get; init; }

    /// <summary>PostgreSQL clusters. Default: not installed.</summary>
    public PostgresSpec? Postgres { get; init; }

    /// <summary>Replicated volumes. Default: not installed, and volumes are directories on a node (K3s' local-path).</summary>
    public LonghornSpec? Longhorn { get; init; }
    /// <summary>The ingress controller and how it is reached. Default: not installed, and nothing is published.</summary>
    public IngressSpec? Ingress { get; init; }

    /// <summary>What objects must be like, checked by Kyverno. Default: nothing is checked besides Pod Security.</summary>
    public PolicySpec? Policies { get; init; }

    /// <summary>Reboots and upgrades of machines, and moving pods between them. Default: none.</summary>
    public NodeCareSpec? NodeCare { get; init; }
    /// <summary>Prometheus, Alertmanager, Grafana, and monitors, rules and dashboards of everything else. Default: not installed.</summary>
    public MonitoringSpec? Monitoring { get; init; }

    /// <summary>KEDA: scaling by queues, schedules and Prometheus queries. Default: not installed.</summary>
    public KedaSpec? Keda { get; init; }

    /// <summary>Argo Rollouts: new versions in steps, judged by measurements. Default: not installed.</summary>
    public RolloutsSpec? Rollouts { get; init; }

    /// <summary>Logs of all pods, and events. Default: not kept.</summary>
    public LogsSpec? Logs { get; init; }

    /// <summary>Traces of apps. Default: not taken.</summary>
    public TracesSpec? Traces { get; init; }
    /// <summary>Backups of the cluster. Default: not installed.</summary>
    public VeleroSpec? Velero { get; init; }

    /// <summary>Where secrets of apps come from. Default: nothing is installed.</summary>
    public SecretsSpec? Secrets { get; init; }

    /// <summary>A Redis-compatible cache for apps. Default: not installed.</summary>
    public ValkeySpec? Valkey { get; init; }
}
