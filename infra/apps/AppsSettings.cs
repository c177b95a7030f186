using Basecamp.Components.HelmApps;
using Basecamp.Components.Tenants;
using Basecamp.Components.WebApps;
using Basecamp.Triage.Chart;

namespace Basecamp.Infra.Apps;

/// <summary>What runs on the platform: the value of <c>basecamp:apps</c> in a stack file.</summary>
/// <remarks>Plain data. <see cref="AppsValidation"/> decides whether it makes sense, as a whole and on this platform.</remarks>
public sealed record AppsSettings
{
    /// <summary>
    /// Name of the environment, e.g. <c>staging</c>, for stacks that share a cluster: names of apps, their namespaces and short hosts end with
    /// it, <c>shop-staging</c>. Default none.
    /// </summary>
    public string? Environment { get; init; }

    /// <summary>triage, the on-call service. Default: not deployed.</summary>
    public TriageSpec? Triage { get; init; }

    /// <summary>Stateless HTTP services by name. Default none.</summary>
    public IReadOnlyDictionary<string, WebAppSpec> Services { get; init; } = new Dictionary<string, WebAppSpec>();

    /// <summary>Third-party charts by name. Default none.</summary>
    public IReadOnlyDictionary<string, HelmAppSpec> Charts { get; init; } = new Dictionary<string, HelmAppSpec>();

    /// <summary>Teams that share the cluster, by name. Default none.</summary>
    public IReadOnlyDictionary<string, TenantSpec> Tenants { get; init; } = new Dictionary<string, TenantSpec>();

    /// <summary>Name of an app in this environment.</summary>
    internal string NameOf(string app) => Environment is null ? app : $"{app}-{Environment}";
}
