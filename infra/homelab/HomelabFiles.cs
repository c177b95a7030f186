using Basecamp.Components.Clusters;
using Basecamp.Components.K3d;
using Basecamp.Components.K3s;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.Topology;
using Basecamp.Components.Vagrant;

namespace Basecamp.Infra.Homelab;

/// <summary>The files of the homelab tier that people review: what lands on each node, without anything secret.</summary>
public static class HomelabFiles
{
    /// <summary>What stands in place of a secret.</summary>
    public const string NotShown = "(not shown)";

    /// <summary>Relative path to text, in a stable order.</summary>
    public static IReadOnlyDictionary<string, string> For(HomelabTopology topology)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (topology.Provider == MachineProvider.K3d)
        {
            files["k3d.yaml"] = K3dConfig.For(topology);
            return files;
        }
        if (topology.Provider == MachineProvider.Vagrant)
            files["Vagrantfile"] = Vagrantfile.For(topology);
        var plan = ClusterPlan.For(topology);
        var registries = RegistriesYaml.Redacted(topology.Registries, NotShown);
        var upload = plan.SnapshotUpload() is { } s3
            ? K3sYaml.Write(s3 with { EtcdS3AccessKey = NotShown, EtcdS3SecretKey = NotShown })
            : null;
        var datastore = plan.Datastore() is { } external ? K3sYaml.Write(external with { DatastoreEndpoint = NotShown }) : null;
        foreach (var node in topology.Nodes)
        {
            foreach (var (path, text) in plan.PlanOf(node).PlainFiles())
                files[Path(node, path)] = text;
            if (registries is not null)
                files[Path(node, K3sPaths.Registries)] = registries;
            if (node.Role == NodeRole.Server && upload is not null)
                files[Path(node, K3sPaths.SnapshotUpload)] = upload;
            if (node.Role == NodeRole.Server && datastore is not null)
                files[Path(node, K3sPaths.Datastore)] = datastore;
        }
        return files;
    }

    static string Path(NodeSpec node, string path) => $"{node.Name}{path}";
}
