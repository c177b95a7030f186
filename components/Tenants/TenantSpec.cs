namespace Basecamp.Components.Tenants;

/// <summary>
/// A team that shares the cluster with others: an entry of <c>basecamp:apps.tenants</c>. From it come namespaces, quota, limits, rights,
/// default deny, Pod Security, what reads the team's git, and monitoring.
/// </summary>
public sealed record TenantSpec
{
    /// <summary>Who works in its namespaces: may change everything but what holds the tenant in. Default nobody.</summary>
    public TenantSubjectsSpec Members { get; init; } = new();

    /// <summary>Who may look, at everything but Secrets. Default nobody.</summary>
    public TenantSubjectsSpec Viewers { get; init; } = new();

    /// <summary>Its namespaces. Default none: one, named after the tenant. Their pods may talk to each other.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>What each of its namespaces may use at most. Default: 2 cores, 4 GiB, 20 GiB of volumes, 30 pods.</summary>
    public TenantQuotaSpec Quota { get; init; } = new();

    /// <summary>What a container gets that says nothing, and the most that one may have. Default: 50 thousandths of a core, 64 MiB, at most 2 GiB.</summary>
    public TenantLimitsSpec Limits { get; init; } = new();

    /// <summary>TCP ports of public addresses that its pods may connect to, e.g. 443. Default none.</summary>
    public IReadOnlyList<int> Internet { get; init; } = [];

    /// <summary>
    /// What is published over HTTPS. It stands here, and members cannot write Ingresses, so that nobody takes another's host. Default none.
    /// </summary>
    public IReadOnlyList<TenantPublishSpec> Publish { get; init; } = [];

    /// <summary>
    /// Port on which Prometheus reads <c>/metrics</c> of those of its pods that have a container port of this number. Members cannot write
    /// monitors, which may read files of Prometheus. Default null: none.
    /// </summary>
    public int? Metrics { get; init; }

    /// <summary>A repository of the tenant's own that Argo CD or Flux applies with the tenant's rights. Default null: none.</summary>
    public TenantGitSpec? Git { get; init; }
}
