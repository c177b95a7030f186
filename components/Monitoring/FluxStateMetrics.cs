using Basecamp.Components.Values;

namespace Basecamp.Components.Monitoring;

/// <summary>Flux' controllers export no state of single objects; kube-state-metrics turns the objects' conditions into metrics.</summary>
static class FluxStateMetrics
{
    /// <summary>1 by object, with <c>ready</c> and <c>suspended</c>.</summary>
    public const string Info = "gotk_resource_info";

    static readonly (string Group, string Kind, string Plural)[] Kinds =
    [
        ("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomizations"),
        ("source.toolkit.fluxcd.io", "GitRepository", "gitrepositories"),
        ("source.toolkit.fluxcd.io", "HelmRepository", "helmrepositories"),
        ("helm.toolkit.fluxcd.io", "HelmRelease", "helmreleases"),
    ];

    public static IEnumerable<ValueTree> Resources => Kinds.Select(kind => new ValueTree
    {
        ["groupVersionKind.group"] = kind.Group,
        ["groupVersionKind.version"] = kind.Kind == "HelmRelease" ? "v2" : "v1",
        ["groupVersionKind.kind"] = kind.Kind,
        ["metricNamePrefix"] = "gotk",
        ["metrics"] = new[]
        {
            new ValueTree
            {
                ["name"] = "resource_info",
                ["help"] = "State of a Flux object.",
                ["each.type"] = "Info",
                ["each.info.labelsFromPath.name"] = new[] { "metadata", "name" },
                ["labelsFromPath.exported_namespace"] = new[] { "metadata", "namespace" },
                ["labelsFromPath.ready"] = new[] { "status", "conditions", "[type=Ready]", "status" },
                ["labelsFromPath.suspended"] = new[] { "spec", "suspend" },
            },
        },
    });

    public static IEnumerable<ValueTree> Rights => Kinds.Select(kind => new ValueTree
    {
        ["apiGroups"] = new[] { kind.Group },
        ["resources"] = new[] { kind.Plural },
        ["verbs"] = new[] { "list", "watch" },
    });
}
