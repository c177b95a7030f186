using System.Collections.Immutable;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Kyverno;

/// <summary>The chart's values.</summary>
static class KyvernoValues
{
    /// <summary>What the chart starts: key in its values, and component label.</summary>
    public static readonly ImmutableArray<(string Key, string Component)> Controllers =
    [
        ("admissionController", "admission-controller"),
        ("backgroundController", "background-controller"),
        ("cleanupController", "cleanup-controller"),
        ("reportsController", "reports-controller"),
    ];

    public static ImmutableSortedDictionary<string, string> Labels(string component) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("app.kubernetes.io/component", component).Add("app.kubernetes.io/part-of", "kyverno");

    /// <summary>Requests wait for admission, so that it has a member on each of three machines; the others elect a leader.</summary>
    public static int Replicas(Sizing sizing, string component) => component == "admission-controller" ? sizing.Members : sizing.Replicas;

    public static ResourceRequests Requests(Sizing sizing, string component) =>
        (component == "admission-controller" ? sizing.Growing(50, 64) : sizing.Growing(10, 40)) with { MemoryLimitMebibytes = 512 };

    public static ValueTree For(PlatformContext platform, PolicySpec policies)
    {
        var values = new ValueTree
        {
            ["crds.install"] = false,
            // A hook after each upgrade, which a GitOps engine would run with every sync.
            ["crds.migration.enabled"] = false,
            ["config.excludeKyvernoNamespace"] = true,
            ["config.webhooks.namespaceSelector.matchExpressions"] = ExemptNamespaces.Others(policies),
            ["features.forceFailurePolicyIgnore.enabled"] = !policies.FailClosed,
            // Exceptions only where the platform's owner writes them, or everybody could exempt himself.
            ["features.policyExceptions.enabled"] = true,
            ["features.policyExceptions.namespace"] = Kyverno.NamespaceName,
            ["features.logging.format"] = "json",
            ["global.priorityClassName"] = Priority.System,
            ["grafana.enabled"] = platform.Monitoring,
        };
        foreach (var (key, component) in Controllers)
            values[key] = Controller(platform, component);
        return values;
    }

    static ValueTree Controller(PlatformContext platform, string component)
    {
        var (sizing, requests) = (platform.Sizing, Requests(platform.Sizing, component));
        return new()
        {
            ["replicas"] = Replicas(sizing, component),
            [component == "admission-controller" ? "container.resources" : "resources"] = requests.ToValues(),
            // A budget comes with the second replica, whatever one says.
            ["topologySpreadConstraints"] = sizing.IsRedundant ? Place.Spread(Labels(component)) : null,
            ["serviceMonitor.enabled"] = platform.Monitoring ? true : null,
        };
    }
}
