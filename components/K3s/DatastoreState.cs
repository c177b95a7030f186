using Basecamp.Components.Durability;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3s;

/// <summary>What the cluster's own datastore holds, and where its snapshots go.</summary>
static class DatastoreState
{
    public static HeldState Of(ClusterPlan plan) => new()
    {
        Id = "cluster/objects",
        What = "objects that nobody declared, in the cluster's datastore",
        Loss = LossKind.Work,
        Consequence = "What git and the stack file declare comes back; what was made by hand does not.",
        Medium = StateMedium.Datastore,
        Copies = plan is { EmbeddedEtcd: true, Topology: { Snapshots: { Enabled: true, Schedule: var schedule, S3: { } s3 }, Cluster.Name: var cluster } }
            ? [new("K3s", CopyFormat.EtcdSnapshots, StoreOf(s3, cluster), schedule)]
            : [],
    };

    static CopyStore StoreOf(SnapshotS3Spec s3, string cluster) => new(
        $"{(s3.Insecure ? "http" : "https")}://{s3.Endpoint}", s3.Region, s3.Bucket, $"{s3.Folder ?? cluster}/", "basecamp:homelab.snapshots.s3", IsInCluster: false);
}
