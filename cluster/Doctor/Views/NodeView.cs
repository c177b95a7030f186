using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>A machine of the cluster.</summary>
sealed class NodeView(KubernetesObject node, ClusterView cluster)
{
    public const string ControlPlane = "node-role.kubernetes.io/control-plane";

    public KubernetesObject Object => node;

    public ObjectId Id { get; } = node.Id();

    public string Name => node.Name;

    public bool IsReady => node.Condition("Ready") is { IsTrue: true };

    public bool IsCordoned => node.Flag("spec", "unschedulable");

    public bool IsServer => node.Labels().ContainsKey(ControlPlane);

    public IReadOnlyDictionary<string, string> Labels { get; } = node.Labels();

    public IEnumerable<ImmutableDictionary<string, object>> Taints => node.Maps("spec", "taints");

    public IReadOnlyList<PodView> Pods => cluster.PodsOn(Name);

    /// <summary>What it can give to pods, e.g. <c>cpu</c>; 0 when it has none.</summary>
    public double Allocatable(string resource) => ResourceQuantity.TryParse(node.Body.At("status", "allocatable", resource), out var amount) ? amount : 0;

    /// <summary>What its pods ask for.</summary>
    public double Requested(string resource) => Pods.Where(pod => !pod.IsFinished).Sum(pod => PodAmounts.Of(pod.Spec, resource));
}
