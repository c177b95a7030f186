using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Nodes;

/// <summary>A node that runs short of something and still works.</summary>
sealed class UnderPressure : ICheck
{
    static readonly (string Type, string What, string Cause)[] Kinds =
    [
        ("DiskPressure", "its disk is nearly full", "It throws pods out and takes none until there is space. Images and logs fill it most often."),
        ("MemoryPressure", "its memory is nearly used up", "It throws out pods that use more than they asked for."),
        ("PIDPressure", "it has too many processes", "Some pod starts processes and does not end them."),
        ("NetworkUnavailable", "its network is not set up", "Pods on it cannot be reached."),
    ];

    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from node in cluster.Nodes
        where node.IsReady
        from kind in Kinds
        let condition = node.Object.Condition(kind.Type)
        where condition is { IsTrue: true }
        select new Finding(Check(kind.Type), node.Id, $"Node {node.Name} is under pressure: {kind.What}", kind.Cause)
        {
            Evidence = [condition.ToString(), .. cluster.Events(node.Id).Where(each => each.IsWarning).Take(2).Select(each => each.ToString())],
            Commands = [$"kubectl describe node {node.Name}", $"kubectl get pods -A -o wide --field-selector spec.nodeName={node.Name}"],
            Runbook = "docs/runbooks/node-not-ready.md",
        };

    static string Check(string type) => type switch
    {
        "DiskPressure" => "node-disk",
        "MemoryPressure" => "node-memory",
        "PIDPressure" => "node-processes",
        _ => "node-network"
    };
}
