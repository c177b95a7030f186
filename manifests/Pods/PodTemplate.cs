using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Pods;

/// <summary>Pods as an object describes them, whatever its kind: one of Kubernetes' own, or a custom one that embeds a PodTemplateSpec.</summary>
/// <param name="Path">Where the template is in the object, e.g. <c>spec.template</c>; empty for a Pod.</param>
/// <param name="Labels">Labels of the pods.</param>
/// <param name="Spec">The pods' <c>spec</c>.</param>
public sealed record PodTemplate(string Path, ImmutableDictionary<string, object> Labels, ImmutableDictionary<string, object> Spec)
{
    // Objects of these groups hold patterns, schemas, patches or values for charts, which look like pods and start none.
    static readonly ImmutableHashSet<string> GroupsWithoutPods =
    [
        "admissionregistration.k8s.io", "apiextensions.k8s.io", "constraints.gatekeeper.sh", "helm.cattle.io", "helm.toolkit.fluxcd.io",
        "kustomize.toolkit.fluxcd.io", "kyverno.io", "mutations.gatekeeper.sh", "policies.kyverno.io", "templates.gatekeeper.sh",
    ];

    static readonly ImmutableHashSet<string> ArgoCdKinds = ["Application", "ApplicationSet", "AppProject"];

    /// <summary>All containers, those that only run at start included.</summary>
    public IEnumerable<ImmutableDictionary<string, object>> Containers => Spec.Maps("initContainers").Concat(Spec.Maps("containers"));

    /// <summary>Whether the pods use their node's network.</summary>
    public bool HostNetwork => Spec.GetValueOrDefault("hostNetwork") is true;

    /// <summary>The pods that an object starts: none for most kinds, one template for workloads, several for some custom resources.</summary>
    /// <param name="body">The whole object.</param>
    public static IReadOnlyList<PodTemplate> AllOf(ImmutableDictionary<string, object> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var (group, kind) = (ApiGroup.Of(body.Text("apiVersion") ?? ""), body.Text("kind"));
        return (group, kind) switch
        {
            ("", "Pod") => [Read("", body)],
            ("", "ReplicationController") or ("apps", "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet") or ("batch", "Job") =>
                [Read("spec.template", body.Map("spec", "template"))],
            ("batch", "CronJob") => [Read("spec.jobTemplate.spec.template", body.Map("spec", "jobTemplate", "spec", "template"))],
            ("argoproj.io", not null) when ArgoCdKinds.Contains(kind) => [],
            _ when group.Length == 0 || !group.Contains('.') || GroupsWithoutPods.Contains(group) => [],
            _ => [.. Embedded("spec", body.GetValueOrDefault("spec"))],
        };
    }

    /// <summary>The pods of a workload that has one template; null for what starts no pods.</summary>
    /// <param name="body">The whole object.</param>
    public static PodTemplate? Of(ImmutableDictionary<string, object> body) => AllOf(body) is [var first, ..] ? first : null;

    static PodTemplate Read(string path, ImmutableDictionary<string, object> template) =>
        new(path, template.Map("metadata", "labels"), template.Map("spec"));

    // A PodTemplateSpec is recognized by containers that have an image: a patch of what an operator makes names none.
    static IEnumerable<PodTemplate> Embedded(string path, object? value) => value switch
    {
        ImmutableDictionary<string, object> map when map.Maps("spec", "containers").Any(container => container.Text("image") is not null) =>
            [Read(path, map)],
        ImmutableDictionary<string, object> map => map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .SelectMany(member => Embedded($"{path}.{member.Key}", member.Value)),
        ImmutableArray<object> list => list.SelectMany((item, index) => Embedded($"{path}[{index}]", item)),
        _ => [],
    };
}
