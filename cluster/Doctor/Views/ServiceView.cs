using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>A Service and what is behind it.</summary>
sealed class ServiceView(KubernetesObject service, ClusterView cluster)
{
    public KubernetesObject Object => service;

    public ObjectId Id { get; } = service.Id();

    public string Name => service.Name;

    public string Namespace => service.Namespace ?? "";

    public IReadOnlyDictionary<string, string> Selects { get; } = service.Body.TextMap("spec", "selector");

    /// <summary>Whether Kubernetes itself finds its pods.</summary>
    public bool HasSelector => Selects.Count > 0 && service.Text("spec", "type") != "ExternalName";

    public IReadOnlyList<PodView> Pods { get; } = service.Body.TextMap("spec", "selector") is { Count: > 0 } selector
        ? [.. cluster.PodsIn(service.Namespace ?? "").Where(pod => !pod.IsFinished && Selector.IsSubset(selector, pod.Labels))]
        : [];

    public IEnumerable<ImmutableDictionary<string, object>> Ports => service.Maps("spec", "ports");

    public IEnumerable<KubernetesObject> Slices => cluster.SlicesOf(Id);

    /// <summary>Whether any address takes requests, of pods or of whatever somebody wrote by hand.</summary>
    public bool HasReadyAddress => Slices.Any(slice => slice.Maps("endpoints").Any(endpoint => endpoint.At("conditions", "ready") is not false
        && endpoint.Texts("addresses").Any()));

    /// <summary>The port that an Ingress or route means, by number or name; null when it has none like it.</summary>
    public ImmutableDictionary<string, object>? Port(object? wanted) => Ports.FirstOrDefault(port => wanted switch
    {
        double number => port.Number("port") == number,
        string name => port.Text("name") == name,
        _ => false,
    });

    /// <summary>The port of a pod that a port of this leads to; null when the pod has none of that name.</summary>
    public static int? TargetOn(PodView pod, ImmutableDictionary<string, object> port) => port.At("targetPort") switch
    {
        double number => (int)number,
        string name => pod.Containers.SelectMany(container => container.Spec.Maps("ports")).FirstOrDefault(each => each.Text("name") == name) is { } found
            ? found.Count("containerPort")
            : null,
        _ => port.Count("port"),
    };
}
