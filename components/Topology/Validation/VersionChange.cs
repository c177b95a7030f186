using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Kubernetes is upgraded one minor version at a time and never goes back to an older one.</summary>
static class VersionChange
{
    public static void Check(HomelabTopology current, HomelabTopology next, Problems problems)
    {
        // k3d makes new containers from the other image.
        if (next.Provider == MachineProvider.K3d
            || !K3sVersion.TryParse(current.K3s.Version, out var from) || !K3sVersion.TryParse(next.K3s.Version, out var to))
            return;
        if (to.Minor < from.Minor)
        {
            problems.Add("k3s.version", $"goes back from {from} to {to}, but the datastore of a newer Kubernetes minor cannot be read by "
                + "an older one. "
                + "Set it back; to undo an upgrade, restore the snapshot that was taken before it (docs/runbooks/k3s-upgrade.md).");
        }
        if (to.Minor > from.Minor + 1)
        {
            problems.Add("k3s.version", $"skips from {from} to {to}, but Kubernetes is upgraded one minor version at a time. "
                + $"Choose a release of v1.{from.Minor + 1} first.");
        }
    }
}
