using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>The cluster's name becomes part of object names, bucket folders and kubeconfig contexts, so it is a short DNS label.</summary>
static class ClusterRules
{
    const int LongestName = 40;

    // k3d appends -server-0 and the like, and host names end at 63 characters.
    const int LongestK3dName = 32;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (name, generation) = (topology.Cluster.Name, topology.Cluster.Generation);
        var longest = topology.Provider == MachineProvider.K3d ? LongestK3dName : LongestName;
        if (!DnsNames.IsLabel(name, longest))
        {
            problems.Add("cluster.name", $"is {Shown.Text(name)}, but must be at most {longest} characters: {DnsNames.LabelRule}. "
                + "Choose a name such as home or lab-1.");
        }
        if (generation < 1)
            problems.Add("cluster.generation", $"is {generation}, but generations count from 1. Raise it by one to found a new cluster.");
    }
}
