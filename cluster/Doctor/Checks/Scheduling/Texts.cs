using Basecamp.Cluster.Doctor.Scheduling;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Doctor.Checks.Scheduling;

/// <summary>What obstacles are called, and what to do about them.</summary>
static class Texts
{
    public static string Check(ObstacleKind kind) => kind switch
    {
        ObstacleKind.Cpu => "no-cpu-left",
        ObstacleKind.Memory => "no-memory-left",
        ObstacleKind.OtherResource => "no-such-resource",
        ObstacleKind.TooManyPods => "too-many-pods",
        ObstacleKind.Taint => "taint-not-tolerated",
        ObstacleKind.Cordoned => "nodes-cordoned",
        ObstacleKind.NotReady => "nodes-not-ready",
        ObstacleKind.NodeSelector => "node-selector-matches-none",
        ObstacleKind.PodAntiAffinity => "anti-affinity",
        ObstacleKind.PodAffinity => "affinity",
        ObstacleKind.Spread => "spread-too-strict",
        ObstacleKind.HostPort => "host-port-taken",
        _ => "volume-elsewhere",
    };

    public static string What(Obstacle obstacle) => obstacle.Kind switch
    {
        ObstacleKind.Cpu => "not enough CPU is left",
        ObstacleKind.Memory => "not enough memory is left",
        ObstacleKind.OtherResource => obstacle.Text,
        ObstacleKind.TooManyPods => "they have as many pods as they may",
        ObstacleKind.Taint => $"it does not tolerate their {obstacle.Text}",
        ObstacleKind.Cordoned => "they are cordoned",
        ObstacleKind.NotReady => "they are not ready",
        ObstacleKind.NodeSelector => $"none has the labels that it asks for ({obstacle.Text})",
        ObstacleKind.PodAntiAffinity => "it must not be beside pods that are everywhere already",
        ObstacleKind.PodAffinity => "it must be beside pods that are not there",
        ObstacleKind.Spread => "its copies must be spread more evenly than is possible",
        ObstacleKind.HostPort => "its port is taken on each node",
        _ => "its volume is on another node",
    };

    public static string Cause(ObstacleKind kind, PodView pod, int nodes) => kind switch
    {
        ObstacleKind.Cpu =>
            $"It asks for {PodRequest.Shown("cpu", PodAmounts.Of(pod.Spec, "cpu"))}. What pods ask for counts, not what they use. Ask for less, or add a machine.",
        ObstacleKind.Memory =>
            $"It asks for {PodRequest.Shown("memory", PodAmounts.Of(pod.Spec, "memory"))}. What pods ask for counts, not what they use. Ask for less, or add a machine.",
        ObstacleKind.OtherResource => "It asks for something that no node offers: is the device plug-in there?",
        ObstacleKind.TooManyPods => "A node takes 110 pods unless its kubelet says otherwise. Add a machine.",
        ObstacleKind.Taint =>
            "Taints keep pods away that do not say that they may run there. Tolerate it on purpose, or remove the taint when it is left over.",
        ObstacleKind.Cordoned => "Somebody drained them, or an upgrade stopped half-way. Uncordon them when they are well.",
        ObstacleKind.NotReady => "Pods go to ready nodes only.",
        ObstacleKind.NodeSelector => "Its nodeSelector or affinity names labels that no node has. Label a node, or correct it.",
        ObstacleKind.PodAntiAffinity =>
            $"Each copy needs a node of its own, and there are {nodes.ToString(System.Globalization.CultureInfo.InvariantCulture)} nodes. Fewer copies, a machine more, or a wish (preferred) in place of the rule.",
        ObstacleKind.PodAffinity => "Its podAffinity names pods that do not run, or run elsewhere.",
        ObstacleKind.Spread =>
            "whenUnsatisfiable is DoNotSchedule, and the zones or nodes that would be next are full or away. ScheduleAnyway makes it a wish.",
        ObstacleKind.HostPort => "One pod of each node can have a host port.",
        _ => "The volume can only be reached from the node or zone where it is, and that one cannot take the pod.",
    };

    public static IEnumerable<string> Commands(ObstacleKind kind, PodView pod)
    {
        var workload = $"{pod.Owner.Kind.ToLowerInvariant()}/{pod.Owner.Name}";
        switch (kind)
        {
            case ObstacleKind.Cpu or ObstacleKind.Memory:
                yield return "kubectl describe nodes | grep -A8 'Allocated resources'";
                yield return $"kubectl -n {pod.Namespace} set resources {workload} --requests={(kind == ObstacleKind.Cpu ? "cpu" : "memory")}=LESS";
                break;
            case ObstacleKind.Taint:
                yield return "kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints";
                break;
            case ObstacleKind.Cordoned:
                foreach (var node in pod.Cluster.Nodes.Where(node => node is { IsCordoned: true, IsReady: true }).Take(3))
                    yield return $"kubectl uncordon {node.Name}";
                break;
            case ObstacleKind.NodeSelector:
                yield return "kubectl get nodes --show-labels";
                yield return $"kubectl -n {pod.Namespace} get pod {pod.Name} -o jsonpath='{{.spec.nodeSelector}}{{.spec.affinity.nodeAffinity}}'";
                break;
            default:
                yield return $"kubectl -n {pod.Namespace} describe pod {pod.Name}";
                break;
        }
    }
}
