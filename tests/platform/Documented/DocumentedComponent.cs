using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Platform.Tests.Documented;

/// <summary>Copies ConfigMaps to every namespace.</summary>
public sealed class Copier : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "copier-system";

    static readonly ResourceRequests Requests = new(CpuMillis: 20, MemoryMebibytes: 96, MemoryLimitMebibytes: 256);

    /// <summary>Installs it.</summary>
    public Copier(string name, CopierArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Copier", name, args, options)
    {
        Namespace(new() { Name = "copier", Rules = [NetworkRule.ToApiServer], AllowSameNamespace = false });
        Chart(new("copier", "https://charts.example.com", "1.2.3"), "copier", NamespaceName, Values, Workloads);
        Alerts(NamespaceName, Down);
        Deliver();
    }

    static ValueTree Values => new()
    {
        ["replicaCount"] = 1,
        ["resources"] = Requests.ToValues(),
        ["priorityClassName"] = Priority.System,
    };

    // What the chart starts with these values.
    static ImmutableArray<Workload> Workloads => [new() { Name = "copier", Labels = Workload.Named("copier"), Requests = Requests }];

    static AlertRule Down { get; } = new()
    {
        Name = "CopierDown",
        Expression = """kube_deployment_status_replicas_available{namespace="copier-system", deployment="copier"} == 0""",
        Summary = "Copier does not run",
        Description = "New namespaces do not get the ConfigMaps; old ones keep them.",
        Runbook = "crashloop",
    };
}

/// <summary>Arguments of <see cref="Copier"/>.</summary>
public sealed class CopierArgs : PlatformComponentArgs;
