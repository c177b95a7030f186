using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Pods;

/// <summary>A pod that gets no network.</summary>
sealed class NetworkNotSetUp : IPodCheck
{
    public Finding? Look(PodView pod) => pod.Events.FirstOrDefault(each => each.Reason == "FailedCreatePodSandBox") is not { } told || pod.Phase != "Pending"
        ? null
        : pod.Finding("network-not-set-up", $"The pod gets no network on {pod.Node}",
            told.Says("no available IP") || told.Says("no IP addresses available") || told.Says("range is full")
                ? "The node has no pod address left: its part of the pod CIDR is used up, often by addresses of pods that are gone."
                : told.Says("runtime class") || told.Says("RuntimeHandler")
                    ? "The node's container runtime does not know the pod's RuntimeClass."
                    : "The network plug-in (CNI) of the node does not answer.") with
        {
            Evidence = [told.ToString()],
            Commands = [$"kubectl -n kube-system get pods -o wide --field-selector spec.nodeName={pod.Node}"],
            Runbook = "docs/runbooks/pod-network.md",
            IsSymptom = true,
            Because = [.. pod.Cluster.PodsOn(pod.Node!).Where(each => each.Namespace == "kube-system" && each.Owner.Kind == "DaemonSet" && each.IsUnhealthy)
                .Select(each => each.Id)],
        };
}
