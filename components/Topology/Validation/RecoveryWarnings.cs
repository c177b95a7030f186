using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>What would be missing after a disaster.</summary>
static class RecoveryWarnings
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.Provider == MachineProvider.Ssh && topology.K3s.Datastore is null)
            CheckSnapshots(topology.Snapshots, problems);
        if (topology.Snapshots.S3 is { } s3 && IsInside(s3.Endpoint, topology))
            problems.Add("snapshots.s3.endpoint", $"is {Shown.Text(s3.Endpoint)}, inside this cluster, and dies with it. Use a store "
                + "elsewhere.");

        var isMirroredWhole = topology.Registries.Mirrors.ContainsKey("*");
        if (topology.K3s.AirGap && isMirroredWhole && topology.Network.Cni != Cni.Flannel)
        {
            problems.Add("registries.mirrors", $"mirrors everything, and `{ConfigurationNames.Of(topology.Network.Cni)}` is not in K3s' "
                + "image archive: "
                + "without network no mirror is reached, without its image no network starts (k3s#10351). Put its images into "
                + "`k3s.airGapDirectory` too.");
        }
    }

    static void CheckSnapshots(SnapshotSpec snapshots, Problems problems)
    {
        if (!snapshots.Enabled)
            problems.Add("snapshots.enabled", "is false: after a loss of etcd there is nothing to restore.");
        else if (snapshots.S3 is null)
            problems.Add("snapshots.s3", "is not set: snapshots lie on the servers' own disks and are lost with them.");
    }

    static bool IsInside(string endpoint, HomelabTopology topology)
    {
        var host = endpoint.StartsWith('[') ? endpoint[1..endpoint.IndexOf(']', StringComparison.Ordinal)] : endpoint.Split(':')[0];
        if (!IpText.TryParse(host, out var address))
        {
            return host.EndsWith(".svc", StringComparison.Ordinal) || host.Contains(".svc.", StringComparison.Ordinal)
                || host.EndsWith($".{topology.Network.ClusterDomain}", StringComparison.Ordinal);
        }
        var plan = AddressPlan.Of(topology);
        return plan.Pods.Concat(plan.Services).Concat(plan.Pool).Any(claimed => claimed.Range.Contains(address));
    }
}
