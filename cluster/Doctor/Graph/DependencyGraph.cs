using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Graph;

/// <summary>What an object needs to work: Ingress → Service → pods → claims, Secrets, node.</summary>
sealed class DependencyGraph(ClusterView cluster)
{
    readonly Dictionary<ObjectId, IReadOnlyList<ObjectId>> known = [];

    /// <summary>What it needs directly.</summary>
    public IReadOnlyList<ObjectId> Of(ObjectId id)
    {
        if (!known.TryGetValue(id, out var needs))
            known[id] = needs = [.. Find(id).Where(need => need != id && need.Name.Length > 0).Distinct()];
        return needs;
    }

    /// <summary>All that it needs, itself excluded, the nearest first.</summary>
    /// <param name="from">Where to begin.</param>
    public IEnumerable<ObjectId> Below(IEnumerable<ObjectId> from)
    {
        var seen = new HashSet<ObjectId>(from);
        var next = new Queue<ObjectId>(seen);
        while (next.TryDequeue(out var id))
        {
            foreach (var need in Of(id).Where(seen.Add))
            {
                next.Enqueue(need);
                yield return need;
            }
        }
    }

    IEnumerable<ObjectId> Find(ObjectId id)
    {
        var each = cluster.Snapshot.Find(id);
        // Whatever an object made is what it needs to work: a Deployment its ReplicaSets and pods, a Cluster its pods and claims.
        foreach (var owned in cluster.OwnedBy(id))
            yield return owned;
        if (each is null)
            yield break;
        foreach (var need in Dependencies.Of(each, cluster))
            yield return need;
    }
}
