namespace Basecamp.Cli.Graph;

/// <summary>What a picture of a stack shows; plain values, no secrets.</summary>
/// <param name="Stack">Name of the stack.</param>
/// <param name="Cluster">Machines and cluster; null when another stack owns them.</param>
/// <param name="Namespaces">Namespaces with their workloads.</param>
/// <param name="Places">Who takes part in traffic and is not a workload.</param>
/// <param name="Paths">Who may talk to whom.</param>
/// <param name="Notices">What the picture cannot show, and why.</param>
/// <param name="Undeclared">What only charts know: workloads and ports that they render to and no component declares, a sentence each. Default none.</param>
sealed record GraphModel(
    string Stack,
    GraphCluster? Cluster,
    IReadOnlyList<GraphNamespace> Namespaces,
    IReadOnlyList<GraphPlace> Places,
    IReadOnlyList<GraphPath> Paths,
    IReadOnlyList<string> Notices,
    IReadOnlyList<string>? Undeclared = null);

/// <summary>A cluster and the machines it runs on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">K3s release.</param>
/// <param name="Cni">Pod network.</param>
/// <param name="ApiAddress">Where clients find the API, e.g. the virtual IP with its port; null when it has no address of its own.
/// </param>
/// <param name="ApiName">DNS name of the API; null for none.</param>
/// <param name="LoadBalancerPool">Addresses that LoadBalancer Services get.</param>
/// <param name="PodCidrs">Where pods live.</param>
/// <param name="Machines">The machines, servers first.</param>
sealed record GraphCluster(
    string Name,
    string Version,
    string Cni,
    string? ApiAddress,
    string? ApiName,
    IReadOnlyList<string> LoadBalancerPool,
    IReadOnlyList<string> PodCidrs,
    IReadOnlyList<GraphMachine> Machines);

/// <summary>A machine.</summary>
/// <param name="Name">Node name.</param>
/// <param name="IsServer">Server or agent.</param>
/// <param name="Address">Address; null when unknown.</param>
/// <param name="Size">Cores and memory; null when unknown.</param>
sealed record GraphMachine(string Name, bool IsServer, string? Address, string? Size);

/// <summary>Whom a namespace serves, from the top of the picture down.</summary>
enum GraphTier
{
    /// <summary>What lets in who comes from outside.</summary>
    Entrance,

    /// <summary>Apps.</summary>
    Apps,

    /// <summary>Services that apps share.</summary>
    Core,

    /// <summary>Controllers that the cluster needs.</summary>
    System,

    /// <summary>What Kubernetes and K3s bring.</summary>
    Kubernetes,
}

/// <summary>A namespace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tier">Where it is drawn.</param>
/// <param name="Workloads">What runs in it; may be empty.</param>
sealed record GraphNamespace(string Name, GraphTier Tier, IReadOnlyList<GraphWorkload> Workloads);

/// <summary>Pods of one kind.</summary>
/// <param name="Id">Namespace and name, or longer where two kinds share a name; unique among workloads and places.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Kind of the object, e.g. <c>StatefulSet</c>.</param>
/// <param name="Replicas">Pods; null for one on each node, or none at rest.</param>
/// <param name="Ports">Where it listens, e.g. <c>5432/TCP postgres</c>.</param>
/// <param name="HostNetwork">Whether it uses its node's network.</param>
/// <param name="IsOpen">Whether no policy protects it.</param>
/// <param name="Origin">Who says that it is there.</param>
/// <param name="Services">Services that lead to it, e.g. <c>web (LoadBalancer): 80 → 8080/TCP</c>. Default none.</param>
sealed record GraphWorkload(
    string Id,
    string Name,
    string Kind,
    int? Replicas,
    IReadOnlyList<string> Ports,
    bool HostNetwork = false,
    bool IsOpen = false,
    WorkloadOrigin Origin = WorkloadOrigin.Stack,
    IReadOnlyList<string>? Services = null);

/// <summary>Somebody else who sends or receives.</summary>
/// <param name="Id">Name in paths, without slash.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Kind">What it is.</param>
sealed record GraphPlace(string Id, string Name, GraphPlaceKind Kind);

/// <summary>What a place is, which decides where it is drawn.</summary>
enum GraphPlaceKind
{
    /// <summary>Addresses outside.</summary>
    Outside,

    /// <summary>The Kubernetes API.</summary>
    ApiServer,

    /// <summary>Servers.</summary>
    Servers,

    /// <summary>Agents.</summary>
    Agents,
}

/// <summary>Traffic that is allowed.</summary>
/// <param name="From">Id of who connects.</param>
/// <param name="To">Id of who listens.</param>
/// <param name="Ports">Ports, e.g. <c>5432/TCP, 9187/TCP</c>.</param>
sealed record GraphPath(string From, string To, string Ports);
