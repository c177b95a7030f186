using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Reflector;

/// <summary>
/// Reflector copies Secrets and ConfigMaps whose annotations ask for it to the namespaces that they name. The wildcard certificate gets to its
/// users this way, and renewals follow within seconds.
/// </summary>
public sealed class Reflector : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "reflector-system";

    // One pod: copies do not elect a leader. While it is away nothing is copied, and what was copied stays.
    static readonly ResourceRequests Requests = new(20, 96, 256);

    /// <summary>Installs Reflector.</summary>
    public Reflector(string name, ReflectorArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Reflector", name, args, options)
    {
        Namespace(new() { Name = "reflector", Rules = [NetworkRule.ToApiServer], AllowSameNamespace = false });
        Chart(Catalog.Charts.Reflector, "reflector", NamespaceName, Values, Workloads);
        Alerts(NamespaceName, DeploymentAlert);
        Deliver();
    }

    static ValueTree Values => new()
    {
        ["replicaCount"] = 1,
        ["resources"] = Requests.ToValues(),
        ["priorityClassName"] = Priority.System,
        ["podSecurityContext.seccompProfile.type"] = "RuntimeDefault",
        ["podSecurityContext.runAsNonRoot"] = true,
        ["securityContext.allowPrivilegeEscalation"] = false,
    };

    static ImmutableArray<Workload> Workloads =>
        [new() { Name = "reflector", Labels = Workload.Named("reflector"), Ports = [new("http", 8080)], Requests = Requests }];

    static AlertRule DeploymentAlert { get; } = new()
    {
        Name = "ReflectorDown",
        Expression = """
            kube_deployment_status_replicas_available{namespace="reflector-system", deployment="reflector"} == 0
            """,
        For = TimeSpan.FromMinutes(15),
        Summary = "Reflector does not run",
        Description = "Renewed certificates do not get to the namespaces that serve them; the old copies keep working until they expire.",
        Runbook = "certificates",
    };
}

/// <summary>Arguments of <see cref="Reflector"/>.</summary>
public sealed class ReflectorArgs : PlatformComponentArgs;
