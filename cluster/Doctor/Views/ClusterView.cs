using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>A snapshot as checks look at it: pods of workloads, events of objects, who owns whom.</summary>
sealed class ClusterView
{
    static readonly (string Group, string Kind)[] WorkloadKinds =
        [("apps", "Deployment"), ("apps", "StatefulSet"), ("apps", "DaemonSet"), ("argoproj.io", "Rollout")];

    /// <summary>The Service that every pod asks for names. It has checks of its own.</summary>
    public static readonly ObjectId Dns = ObjectId.Core("Service", "kube-system", "kube-dns");

    readonly ILookup<string, PodView> podsByNamespace;
    readonly ILookup<string, PodView> podsByNode;
    readonly ILookup<ObjectId, EventView> events;
    readonly ILookup<ObjectId, ObjectId> owned;
    readonly ILookup<ObjectId, KubernetesObject> slices;
    readonly Dictionary<string, IReadOnlyList<PodView>> podLists = new(StringComparer.Ordinal);
    readonly Dictionary<(string Namespace, string Name), ServiceView> services;
    readonly Lazy<NetworkView> network;
    ILookup<ObjectId, PodView>? podsByOwner;

    public ClusterView(ClusterSnapshot snapshot, IReadOnlyList<KubernetesObject>? declared = null)
    {
        Snapshot = snapshot;
        Declared = declared ?? [];
        Pods = [.. snapshot.Of("", "Pod").Select(pod => new PodView(pod, this))];
        Nodes = [.. snapshot.Of("", "Node").Select(node => new NodeView(node, this))];
        podsByNamespace = Pods.ToLookup(pod => pod.Namespace, StringComparer.Ordinal);
        podsByNode = Pods.Where(pod => pod.Node is not null).ToLookup(pod => pod.Node!, StringComparer.Ordinal);
        events = snapshot.Of("", "Event").OrderByDescending(each => EventView.Of(each).At).ToLookup(Involved, EventView.Of);
        owned = snapshot.Objects.SelectMany(each => each.Owners().Select(owner => (Owner: owner, Id: each.Id()))).ToLookup(pair => pair.Owner, pair => pair.Id);
        slices = snapshot.Of("discovery.k8s.io", "EndpointSlice")
            .ToLookup(slice => ObjectId.Core("Service", slice.Namespace, slice.Label("kubernetes.io/service-name") ?? ""));
        Services = [.. snapshot.Of("", "Service").Select(service => new ServiceView(service, this))];
        services = Services.ToDictionary(service => (service.Namespace, service.Name));
        Workloads = [.. WorkloadKinds.SelectMany(kind => snapshot.Of(kind.Group, kind.Kind)).Select(each => new WorkloadView(each, this))];
        network = new(() => new NetworkView(this));
    }

    public ClusterSnapshot Snapshot { get; }

    /// <summary>What a stack file declares; empty when none was given.</summary>
    public IReadOnlyList<KubernetesObject> Declared { get; }

    public DateTimeOffset Now => Snapshot.TakenAt;

    public IReadOnlyList<PodView> Pods { get; }

    public IReadOnlyList<NodeView> Nodes { get; }

    public IReadOnlyList<ServiceView> Services { get; }

    public IReadOnlyList<WorkloadView> Workloads { get; }

    /// <summary>Where requests from outside go.</summary>
    public RouteTable Routes => field ??= new(Snapshot);

    /// <summary>Who may reach whom.</summary>
    public NetworkView Network => network.Value;

    public IReadOnlyList<PodView> PodsIn(string ns) => Listed($"namespace {ns}", podsByNamespace[ns]);

    public IReadOnlyList<PodView> PodsOn(string node) => Listed($"node {node}", podsByNode[node]);

    public PodView? Pod(ObjectId id) => id is { Group: "", Kind: "Pod", Namespace: { } ns } ? PodsIn(ns).FirstOrDefault(pod => pod.Name == id.Name) : null;

    public ServiceView? Service(string? ns, string? name) => services.GetValueOrDefault((ns ?? "", name ?? ""));

    /// <summary>Pods that a workload made.</summary>
    public IEnumerable<PodView> PodsOf(ObjectId owner) => (podsByOwner ??= Pods.ToLookup(pod => pod.Owner))[owner];

    /// <summary>Events of an object, the newest first.</summary>
    public IReadOnlyList<EventView> Events(ObjectId id) => [.. events[Named(id)]];

    public IEnumerable<ObjectId> OwnedBy(ObjectId id) => owned[id];

    public IEnumerable<KubernetesObject> SlicesOf(ObjectId service) => slices[service];

    /// <summary>Who made an object in the end: a pod's Deployment, not its ReplicaSet.</summary>
    public ObjectId TopOwner(ObjectId id)
    {
        for (var depth = 0; depth < 8; depth++)
        {
            if (Snapshot.Find(id)?.Owners().FirstOrDefault() is not { Name.Length: > 0 } owner || owner.Kind == "Node" || Snapshot.Find(owner) is null)
                return id;
            id = owner;
        }
        return id;
    }

    /// <summary>Whether pods with a label run and are ready.</summary>
    public bool RunsAnywhere(string label, string value) => Pods.Any(pod => pod.IsReady && pod.Labels.GetValueOrDefault(label) == value);

    /// <summary>How long something lasts.</summary>
    public TimeSpan Since(DateTimeOffset? moment) => moment is { } then && then < Now ? Now - then : TimeSpan.Zero;

    IReadOnlyList<PodView> Listed(string key, IEnumerable<PodView> pods)
    {
        lock (podLists)
            return podLists.TryGetValue(key, out var list) ? list : podLists[key] = [.. pods];
    }

    static ObjectId Involved(KubernetesObject each)
    {
        var of = each.Map("involvedObject");
        var ns = of.Text("namespace");
        return Named(new(ApiGroup.Of(of.Text("apiVersion") ?? ""), of.Text("kind") ?? "", string.IsNullOrEmpty(ns) ? null : ns, of.Text("name") ?? ""));
    }

    // Components that report about a node leave out where it is; those about others of the core leave out their version.
    static ObjectId Named(ObjectId id) => id with { Group = "", Namespace = id.Kind == "Node" ? null : id.Namespace };
}
