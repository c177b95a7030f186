using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Reading;

/// <summary>Takes the objects of a cluster, one by one, and refuses what is none.</summary>
sealed class ObjectIntake
{
    /// <summary>More than any cluster that this is for. A dump made to fill the memory ends here.</summary>
    public const int MaximumObjects = 250_000;

    readonly Dictionary<ObjectId, KubernetesObject> objects = [];
    readonly List<Unread> unread = [];
    readonly Lock gate = new();

    /// <summary>The objects so far.</summary>
    public IReadOnlyCollection<KubernetesObject> Objects => objects.Values;

    /// <summary>What was refused.</summary>
    public IReadOnlyList<Unread> Unread => unread;

    /// <summary>Notes that something was not seen.</summary>
    public void Miss(string what, string why)
    {
        lock (gate)
            unread.Add(new(what, why));
    }

    /// <summary>Takes an object.</summary>
    /// <param name="body">The object.</param>
    /// <param name="place">Where it is from, for messages.</param>
    /// <param name="apiVersion">Its API when it does not say itself, as items of a list do not.</param>
    /// <param name="kind">Its kind when it does not say itself.</param>
    /// <exception cref="ClusterReadException">There are too many.</exception>
    public void Add(ImmutableDictionary<string, object> body, string place, string? apiVersion = null, string? kind = null)
    {
        apiVersion = body.Text("apiVersion") ?? apiVersion;
        kind = body.Text("kind") ?? kind;
        var name = body.Text("metadata", "name");
        if (apiVersion is not { Length: > 0 } || kind is not { Length: > 0 } || name is not { Length: > 0 })
        {
            Miss(place, "holds something that is no Kubernetes object: apiVersion, kind or metadata.name is missing. It is left out.");
            return;
        }
        if (!SafeName.Is(name) || !SafeName.Is(kind) || body.Text("metadata", "namespace") is { Length: > 0 } inside && !SafeName.Is(inside))
        {
            Miss(place, "holds an object whose name no API server would take. It is left out.");
            return;
        }
        body = ObjectHygiene.Clean(body.SetItem("apiVersion", apiVersion).SetItem("kind", kind));
        var ns = body.Text("metadata", "namespace");
        var each = new KubernetesObject(apiVersion, kind, string.IsNullOrEmpty(ns) ? null : ns, name, body);
        lock (gate)
        {
            objects.TryAdd(ObjectId.Of(each), each);
            if (objects.Count > MaximumObjects)
                throw new ClusterReadException(string.Create(CultureInfo.InvariantCulture,
                    $"There are more than {MaximumObjects:N0} objects, more than this is made for. Look at one namespace: dump that one alone."));
        }
    }
}
