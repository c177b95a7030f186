using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Nodes;

/// <summary>A node that does not work.</summary>
sealed class NotReady : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from node in cluster.Nodes
        where !node.IsReady
        let ready = node.Object.Condition("Ready")
        let told = cluster.Events(node.Id).Where(each => each.IsWarning).Take(2)
        let why = Why(node, ready)
        select new Finding(why.Check, node.Id, $"Node {node.Name} is not ready: {why.What}", why.Cause)
        {
            Evidence = [ready?.ToString() ?? "status.conditions has no Ready", .. told.Select(each => each.ToString())],
            Commands = [$"kubectl describe node {node.Name}",
                $"ssh {Address(node)} systemctl status k3s k3s-agent", $"ssh {Address(node)} 'df -h; free -m'"],
            Runbook = "docs/runbooks/node-not-ready.md",
        };

    static (string Check, string What, string Cause) Why(NodeView node, Condition? ready) => ready switch
    {
        null => ("node-silent", "it never reported", "Its kubelet has not reported since it joined."),
        { Status: "Unknown" } => ("node-silent", "it does not report any more", "The machine is off, cut off from the servers, or its K3s does not run."),
        { Message: var message } when Says(message, "cni", "NetworkPluginNotReady", "network plugin") => ("node-network", "its pod network is not set up",
            "The network plug-in (CNI) has not written its config on the node: do its pods run there?"),
        { Message: var message } when Says(message, "PLEG", "container runtime is down", "runtime", "containerd") =>
            ("node-runtime", "its container runtime does not answer", "containerd hangs or is down, often because the disk is slow or full."),
        _ when node.Object.Condition("DiskPressure") is { IsTrue: true } =>
            ("node-disk", "its disk is full", "The kubelet takes no pods and throws some out until there is space."),
        _ when node.Object.Condition("PIDPressure") is { IsTrue: true } => ("node-processes", "it has too many processes",
            "Some pod starts processes and does not end them."),
        { Message: var message } => ("node-not-ready", "its kubelet says so", message),
    };

    static bool Says(string message, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (message.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    static string Address(NodeView node) => node.Object.Maps("status", "addresses")
        .FirstOrDefault(each => each.Text("type") == "InternalIP")?.Text("address") is { } address && SafeName.Is(address)
        ? address : node.Name;
}
