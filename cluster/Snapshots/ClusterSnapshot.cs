using System.Collections.Frozen;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Snapshots;

/// <summary>What was read of a cluster at one moment. Everything that explains a cluster is a function of it, and none knows where it came from.</summary>
/// <remarks>Secrets are there by name and keys, never with values; ConfigMaps by name and keys, and CoreDNS' with values.</remarks>
public sealed class ClusterSnapshot
{
    static readonly IReadOnlyList<KubernetesObject> None = [];

    readonly Dictionary<ObjectId, KubernetesObject> byId;
    readonly FrozenDictionary<(string Group, string Kind), IReadOnlyList<KubernetesObject>> byKind;

    /// <summary>Indexes objects.</summary>
    /// <param name="objects">All objects; of two with one id, the first counts.</param>
    public ClusterSnapshot(IEnumerable<KubernetesObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        byId = [];
        foreach (var each in objects)
            byId.TryAdd(ObjectId.Of(each), each);
        byKind = byId.Values.GroupBy(each => (each.Group, each.Kind)).ToFrozenDictionary(
            group => group.Key,
            group => (IReadOnlyList<KubernetesObject>)[.. group.OrderBy(each => each.Namespace, StringComparer.Ordinal)
                .ThenBy(each => each.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Where it came from, for people: a context of a kubeconfig, or a directory.</summary>
    public required string Source { get; init; }

    /// <summary>When it was read. What is old or recent is so in relation to this.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Version of the API server, e.g. <c>v1.36.4+k3s1</c>; null when unknown.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>What was not seen.</summary>
    public IReadOnlyList<Unread> Unread { get; init; } = [];

    /// <summary>The end of what containers wrote, by <c>namespace/pod/container</c>.</summary>
    public IReadOnlyDictionary<string, string> Logs { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>All objects.</summary>
    public IReadOnlyCollection<KubernetesObject> Objects => byId.Values;

    /// <summary>The objects of a kind, by namespace and name.</summary>
    /// <param name="group">API group; empty for Kubernetes' core.</param>
    /// <param name="kind">Kind.</param>
    public IReadOnlyList<KubernetesObject> Of(string group, string kind) => byKind.GetValueOrDefault((group, kind), None);

    /// <summary>Whether any object of a kind was seen.</summary>
    public bool Has(string group, string kind) => byKind.ContainsKey((group, kind));

    /// <summary>One object; null when it is not there.</summary>
    public KubernetesObject? Find(ObjectId id) => byId.GetValueOrDefault(id);

    /// <summary>One object; null when it is not there.</summary>
    public KubernetesObject? Find(string group, string kind, string? ns, string name) => Find(new(group, kind, ns, name));
}
