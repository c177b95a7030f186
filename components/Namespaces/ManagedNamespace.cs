using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Components.Namespaces;

/// <summary>
/// A namespace as every one of basecamp is: named by tier, with a Pod Security level, denying all traffic both ways except DNS, its own pods
/// and what its rules allow, with a quota and default requests.
/// </summary>
public sealed class ManagedNamespace : ComponentResource
{
    static readonly ImmutableArray<WorkloadPort> DnsPorts = [new("dns", 53, PortProtocol.Udp), new("dns-tcp", 53)];

    /// <summary>Name with the tier's suffix.</summary>
    public string FullName { get; }

    /// <summary>Whom it serves.</summary>
    public NamespaceTier Tier { get; }

    /// <summary>Pod Security level.</summary>
    public PodSecurity PodSecurity { get; }

    /// <summary>What is allowed besides DNS and the namespace's own pods.</summary>
    public ImmutableArray<NetworkRule> Rules { get; }

    /// <summary>The namespace, for what must come after it.</summary>
    public Namespace Namespace { get; }

    /// <summary>All its pods.</summary>
    public Peer.Pods Pods => new(FullName);

    /// <summary>Declares the namespace and its policies.</summary>
    public ManagedNamespace(string name, ManagedNamespaceArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:ManagedNamespace", name, args, options)
    {
        var platform = args.Platform ?? throw new ArgumentException("A namespace outside of a component needs its Platform.", nameof(args));
        FullName = NameOf(args.Name, args.Tier);
        (Tier, PodSecurity) = (args.Tier, args.PodSecurity);
        Rules = [.. args.Rules.Where(rule => platform.Monitoring || !rule.IsForMonitoring)];

        Namespace = new(
            name,
            new() { Metadata = ObjectMeta.Of(FullName, labels: LabelsOf(args, platform), annotations: AnnotationsOf(args)) },
            new() { Parent = this, Provider = platform.Delivery.Cluster, RetainOnDelete = args.HoldsState });

        // What a namespace is made safe with goes when it goes, and stays when it stays: a database that outlives its stack is still denied to
        // strangers. A rule that leaves the program while the namespace stays is deleted like anything else.
        PolicyObjects.RegisterDefaultDeny($"{name}-default-deny", FullName, Inside());
        foreach (var rule in Standard(args).Concat(Rules))
            PolicyObjects.Register(
                $"{name}-{rule.Name}", FullName, rule, platform.Cluster,
                // A kind of Cilium's waits for its definition.
                PolicyObjects.IsOfCilium(rule, platform.Cluster) ? Inside(args.Unit?.Dependencies ?? []) : Inside());
        RegisterLimits(name, args, Inside());
        RegisterOutputs();
    }

    CustomResourceOptions Inside(params IEnumerable<Resource> after) => new() { Parent = this, DependsOn = [Namespace, .. after], DeletedWith = Namespace };

    /// <summary>Name of a namespace of a tier.</summary>
    public static string NameOf(string name, NamespaceTier tier) => tier switch
    {
        NamespaceTier.System => $"{name}-system",
        NamespaceTier.Core => $"{name}-core",
        _ => name,
    };

    IEnumerable<NetworkRule> Standard(ManagedNamespaceArgs args)
    {
        yield return new("allow-dns", Direction.Egress, ClusterDns, DnsPorts);
        if (!args.AllowSameNamespace)
            yield break;
        yield return new("allow-same-namespace-ingress", Direction.Ingress, Pods, []);
        yield return new("allow-same-namespace-egress", Direction.Egress, Pods, []);
    }

    static Peer.Pods ClusterDns { get; } = new("kube-system", ImmutableSortedDictionary<string, string>.Empty.Add("k8s-app", "kube-dns"));

    static Dictionary<string, string> LabelsOf(ManagedNamespaceArgs args, PlatformContext platform) => new(args.Labels)
    {
        ["app.kubernetes.io/managed-by"] = "basecamp",
        ["basecamp.io/tier"] = args.Tier.ToString().ToLowerInvariant(),
        ["pod-security.kubernetes.io/enforce"] = args.PodSecurity.Level.ToString().ToLowerInvariant(),
        ["pod-security.kubernetes.io/enforce-version"] = MinorOf(platform.Cluster.K3sVersion),
        ["pod-security.kubernetes.io/audit"] = "restricted",
        ["pod-security.kubernetes.io/warn"] = "restricted",
    };

    static Dictionary<string, string> AnnotationsOf(ManagedNamespaceArgs args)
    {
        var annotations = args.HoldsState ? new Dictionary<string, string>(Guards.Annotations) : [];
        if (args.PodSecurity.Reason is { } reason)
            annotations["basecamp.io/allow-bc011"] = reason;
        return annotations;
    }

    // A level pinned to the cluster's minor version: a new Kubernetes never starts to refuse running pods by itself.
    static string MinorOf(string k3sVersion) => string.Join('.', k3sVersion.Split('.')[..2]);

    void RegisterLimits(string name, ManagedNamespaceArgs args, CustomResourceOptions child)
    {
        var quota = new ResourceQuotaSpecArgs { Hard = { ["services.loadbalancers"] = $"{args.LoadBalancers}" } };
        // A LoadBalancer Service takes node ports for itself, so only a namespace without one can do without.
        if (args.LoadBalancers == 0)
            quota.Hard.Add("services.nodeports", "0");
        if (args.MaxPods is { } pods)
            quota.Hard.Add("pods", $"{pods}");
        foreach (var (resource, hard) in args.Quota)
            quota.Hard.Add(resource, hard);
        _ = new ResourceQuota($"{name}-quota", new() { Metadata = ObjectMeta.Of("quota", FullName), Spec = quota }, child);

        _ = new LimitRange($"{name}-limits", new() { Metadata = ObjectMeta.Of("defaults", FullName), Spec = new LimitRangeSpecArgs { Limits = LimitOf(args) } }, child);
    }

    static LimitRangeItemArgs LimitOf(ManagedNamespaceArgs args) => args.Limits is { Default: var given, MaxMemoryMebibytes: var most }
        ? new()
        {
            Type = "Container",
            DefaultRequest = { ["cpu"] = ResourceRequests.Cpu(given.CpuMillis), ["memory"] = ResourceRequests.Memory(given.MemoryMebibytes) },
            Default = { ["memory"] = ResourceRequests.Memory(given.MemoryLimit) },
            Max = { ["memory"] = ResourceRequests.Memory(most) },
        }
        // Requests only: a default limit below a container's own request would make the pod invalid.
        : new() { Type = "Container", DefaultRequest = { ["cpu"] = "10m", ["memory"] = "32Mi" } };
}
