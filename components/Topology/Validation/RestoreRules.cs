using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>A restore names a snapshot that one living server can read.</summary>
static partial class RestoreRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        // K3dRules says why k3d has none.
        if (topology.Restore is not { } restore || topology.Provider == MachineProvider.K3d)
            return;
        var at = problems.At("restore");
        if (topology.K3s.Datastore is not null)
            at.Add("", "is set, but restores embedded etcd, and `k3s.datastore` is external. Restore that database with its own tools.");
        if (!Id().IsMatch(restore.Id))
            at.Add("id", $"is {Shown.Text(restore.Id)}, but must be 1 to 63 letters, digits, dots, hyphens and underscores, such as "
                + "2026-11-20.");
        CheckServer(restore, topology, at);
        CheckSnapshot(restore, topology.Snapshots, at);
    }

    static void CheckServer(RestoreSpec restore, HomelabTopology topology, Problems at)
    {
        var server = restore.Server is null
            ? topology.Servers.FirstOrDefault()
            : topology.Nodes.FirstOrDefault(node => node.Name == restore.Server);
        var living = topology.Servers.Where(node => !node.Lost).Select(node => node.Name).ToArray();
        if (restore.Server is { } name && server is null)
            at.Add("server", $"is {Shown.Text(name)}, but no node has that name.{NearestName.Suggest(name, living)}");
        else if (server is { Role: NodeRole.Agent })
            at.Add("server", $"is {Shown.Text(server.Name)}, an agent, and agents have no etcd. Name {Shown.OneOf(living)}.");
        else if (server is { Lost: true } && living.Length > 0)
            at.Add("server", $"is {Shown.Text(server.Name)}{(restore.Server is null ? " (the first server)" : "")}, which is marked as "
                + $"lost. Name {Shown.OneOf(living)}.");
    }

    static void CheckSnapshot(RestoreSpec restore, SnapshotSpec snapshots, Problems at)
    {
        if (restore.FromS3)
        {
            if (snapshots.S3 is null)
                at.Add("fromS3", "is true, but `snapshots.s3` does not say where from. Add the bucket there.");
            if (!ObjectName().IsMatch(restore.Snapshot))
                at.Add("snapshot", $"is {Shown.Text(restore.Snapshot)}, but with `fromS3` must be the object's name only, as `k3s "
                    + "etcd-snapshot ls` prints it; the bucket and folder are those of `snapshots.s3`.");
            if (restore.Sha256 is not null)
                at.Add("sha256", "is set, but only local snapshots are checked. Fetch the file to the server and name its path, or "
                    + "remove it.");
        }
        else if (!AbsolutePath.IsValid(restore.Snapshot))
        {
            at.Add("snapshot", $"is {Shown.Text(restore.Snapshot)}, but must be the absolute path of a file on the server, such as "
                + "/var/lib/rancher/k3s/server/db/snapshots/etcd-snapshot-server-1-1763596800. For one in a bucket, set `fromS3: true`.");
        }
        if (restore.Sha256 is { } digest && !Sha256Text.IsValid(digest))
            at.Add("sha256", $"is {Shown.Text(digest)}, but {Sha256Text.Rule}. `sha256sum FILE` prints it.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex ObjectName();
}
