using System.Collections.Immutable;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Storage;

/// <summary>A disk that Longhorn does not use.</summary>
sealed class LonghornDisk : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from node in cluster.Snapshot.Of("longhorn.io", "Node")
        from disk in node.Map("status", "diskStatus")
        let conditions = (disk.Value as ImmutableDictionary<string, object>)?.Maps("conditions").Select(ObjectFields.ConditionOf).ToList() ?? []
        let bad = conditions.FirstOrDefault(each => each.Type is "Ready" or "Schedulable" && each.Status == "False")
        where bad is not null && node.At("spec", "disks", disk.Key, "allowScheduling") is not false
        select new Finding("longhorn-disk", node.Id(), bad.Type == "Ready" ? $"A disk of {node.Name} is away or damaged"
            : $"A disk of {node.Name} takes no more replicas",
            bad.Message.Length > 0 ? bad.Message : "Longhorn does not say why.")
        {
            Severity = bad.Type == "Ready" ? Severity.Broken : Severity.Risk,
            Evidence = [$"status.diskStatus[{disk.Key}] {bad}"],
            Commands = [$"kubectl -n {node.Namespace} get nodes.longhorn.io {node.Name} -o yaml"],
            Runbook = "docs/runbooks/dead-data-disk.md",
        };
}
