using System.Collections.Immutable;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Doctor.Scheduling;

/// <summary>Whether a node can take a pod, as the scheduler's filters decide it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Obstacles">Why not; empty when it can.</param>
sealed record NodeFit(NodeView Node, IReadOnlyList<Obstacle> Obstacles)
{
    // Nodes that do not answer get these by themselves; NotReady says it better.
    static readonly string[] OfUnready =
        ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/unschedulable",
            "node.cloudprovider.kubernetes.io/uninitialized"];

    public static NodeFit Of(PodView pod, NodeView node) => new(node,
    [
        .. node.IsReady ? [] : new[] { new Obstacle(ObstacleKind.NotReady, "not ready") },
        .. node.IsCordoned ? [new(ObstacleKind.Cordoned, "cordoned")] : Array.Empty<Obstacle>(),
        .. Taints(pod, node),
        .. Labels(pod, node),
        .. Resources(pod, node),
        .. Ports(pod, node),
        .. Volumes(pod, node),
        .. Neighbours.Of(pod, node),
    ]);

    static IEnumerable<Obstacle> Taints(PodView pod, NodeView node) =>
        from taint in node.Taints
        where taint.Text("effect") is "NoSchedule" or "NoExecute" && !OfUnready.Contains(taint.Text("key"))
        where !pod.Spec.Maps("tolerations").Any(toleration =>
            Toleration.Matches(toleration, taint.Text("key") ?? "", taint.Text("value") ?? "", taint.Text("effect")!))
        select new Obstacle(ObstacleKind.Taint,
            $"taint {taint.Text("key")}{(taint.Text("value") is { Length: > 0 } value ? $"={value}" : "")}:{taint.Text("effect")}");

    static IEnumerable<Obstacle> Labels(PodView pod, NodeView node)
    {
        var wanted = pod.Spec.TextMap("nodeSelector");
        if (!Selector.IsSubset(wanted, node.Labels))
            yield return new(ObstacleKind.NodeSelector, Selector.Text(wanted));
        var terms = pod.Spec.Maps("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").ToList();
        if (terms.Count > 0 && !terms.Any(term => Meets(term, node)))
            yield return new(ObstacleKind.NodeSelector, string.Join(" or ", terms.Select(Shown)));
    }

    internal static bool Meets(ImmutableDictionary<string, object> term, NodeView node) =>
        term.Maps("matchExpressions").All(expression => Selector.Meets(expression, node.Labels))
        && term.Maps("matchFields").All(expression => Selector.Meets(expression, new Dictionary<string, string> { ["metadata.name"] = node.Name }));

    static string Shown(ImmutableDictionary<string, object> term) => string.Join(" and ", term.Maps("matchExpressions").Concat(term.Maps("matchFields"))
        .Select(expression => $"{expression.Text("key")} {expression.Text("operator")} {string.Join(',', expression.Texts("values"))}".TrimEnd()));

    static IEnumerable<Obstacle> Resources(PodView pod, NodeView node)
    {
        foreach (var resource in PodRequest.Names(pod.Spec))
        {
            var asked = PodAmounts.Of(pod.Spec, resource);
            var (all, used) = (node.Allocatable(resource), node.Requested(resource));
            // Sums of fractions are not exact.
            if (asked <= 0 || asked <= all - used + 1e-6)
                continue;
            var kind = resource switch { "cpu" => ObstacleKind.Cpu, "memory" => ObstacleKind.Memory, _ => ObstacleKind.OtherResource };
            yield return new(kind, all <= 0
                ? $"it offers no {resource}"
                : $"{PodRequest.Shown(resource, Math.Max(0, all - used))} of {PodRequest.Shown(resource, all)} left, {PodRequest.Shown(resource, asked)} asked for");
        }
        var most = node.Allocatable("pods");
        if (most > 0 && node.Pods.Count(each => !each.IsFinished) >= most)
            yield return new(ObstacleKind.TooManyPods, $"{PodRequest.Shown("pods", most)} already");
    }

    static IEnumerable<Obstacle> Ports(PodView pod, NodeView node)
    {
        var wanted = HostPorts(pod).ToHashSet();
        var taken = wanted.Count == 0 ? [] : node.Pods.Where(each => !each.IsFinished).SelectMany(HostPorts).Where(wanted.Contains).Distinct().ToList();
        if (taken.Count > 0)
            yield return new(ObstacleKind.HostPort, $"host port {string.Join(", ", taken.Select(port => $"{port.Port}/{port.Protocol}"))} is taken");
    }

    static IEnumerable<(int Port, string Protocol)> HostPorts(PodView pod) =>
        from container in pod.Containers
        from port in container.Spec.Maps("ports")
        let number = pod.IsOnHostNetwork ? port.Count("containerPort") : port.Count("hostPort")
        where number > 0
        select (number, port.Text("protocol") ?? "TCP");

    static IEnumerable<Obstacle> Volumes(PodView pod, NodeView node)
    {
        foreach (var name in pod.Claims)
        {
            var volume = pod.Cluster.Snapshot.Find("", "PersistentVolumeClaim", pod.Namespace, name)?.Text("spec", "volumeName");
            var terms = volume is null ? [] : pod.Cluster.Snapshot.Find("", "PersistentVolume", null, volume)?.Maps("spec", "nodeAffinity", "required",
                "nodeSelectorTerms").ToList() ?? [];
            if (terms.Count > 0 && !terms.Any(term => Meets(term, node)))
                yield return new(ObstacleKind.VolumeElsewhere, $"volume {name} is at {string.Join(" or ", terms.Select(Shown))}");
        }
    }
}
