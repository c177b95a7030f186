using Basecamp.Components.Configuration;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Decides whether a deployed cluster can become what the new topology describes.</summary>
public static class TopologyChange
{
    /// <summary>
    /// What in <paramref name="next"/> a cluster that was deployed from <paramref name="current"/> cannot follow; empty when it can. Both
    /// are valid by themselves. Raising <c>cluster.generation</c> founds a new, empty cluster, for which only the name stays.
    /// </summary>
    /// <param name="current">The topology of the last successful <c>pulumi up</c>.</param>
    /// <param name="next">The topology in the stack file.</param>
    /// <param name="rootPath">Path that findings start with. Default <c>basecamp:homelab</c>.</param>
    public static IReadOnlyList<Problem> Refuse(
        HomelabTopology current, HomelabTopology next, string rootPath = HomelabConfiguration.DefaultRootPath)
    {
        var problems = new Problems(rootPath);
        CheckIdentity(current.Cluster, next.Cluster, problems);
        if (next.Cluster.Generation > current.Cluster.Generation)
            return problems.All;

        foreach (var setting in FixedSetting.All)
            CheckFixed(setting, setting.Value(current), setting.Value(next), problems);
        DatastoreChange.Check(current, next, problems);
        VersionChange.Check(current, next, problems);
        NodeChange.Check(current, next, problems);
        return problems.All;
    }

    static void CheckIdentity(ClusterSpec current, ClusterSpec next, Problems problems)
    {
        if (next.Name != current.Name)
        {
            problems.Add("cluster.name", $"changes from {Shown.Text(current.Name)} to {Shown.Text(next.Name)}, but a cluster keeps its "
                + "name. "
                + "Set it back; for another cluster use another stack.");
        }
        if (next.Generation < current.Generation)
            problems.Add("cluster.generation", $"falls from {current.Generation} to {next.Generation}, but only ever rises. Set it back.");
    }

    static void CheckFixed(FixedSetting setting, string current, string next, Problems problems)
    {
        if (current != next)
        {
            problems.Add(setting.Path, $"changes from {current} to {next}, but is fixed after the first start: {setting.Why}. "
                + "Set it back, or found a new, empty cluster: raise `cluster.generation` and follow docs/runbooks/rebuild.md.");
        }
    }
}
