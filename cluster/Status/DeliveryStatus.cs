using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Status;

/// <summary>Something that Argo CD or Flux applies.</summary>
/// <param name="Name">E.g. <c>Application argocd/shop</c>.</param>
/// <param name="IsFine">Whether the cluster is as git says, and works.</param>
/// <param name="State">In a few words.</param>
public sealed record DeliveryStatus(string Name, bool IsFine, string State)
{
    static readonly (string Group, string Kind)[] OfFlux = [("kustomize.toolkit.fluxcd.io", "Kustomization"), ("helm.toolkit.fluxcd.io", "HelmRelease")];

    internal static IEnumerable<DeliveryStatus> AllOf(ClusterView cluster)
    {
        foreach (var app in cluster.Snapshot.Of("argoproj.io", "Application"))
        {
            var (sync, health) = (app.Text("status", "sync", "status") ?? "Unknown", app.Text("status", "health", "status") ?? "Unknown");
            yield return new(app.ToString(), sync == "Synced" && health is "Healthy" or "Suspended", $"{sync}, {health}");
        }
        foreach (var each in OfFlux.SelectMany(kind => cluster.Snapshot.Of(kind.Group, kind.Kind)))
        {
            var ready = each.Condition("Ready");
            var isSuspended = each.Flag("spec", "suspend");
            yield return new(each.ToString(), ready is { IsTrue: true } && !isSuspended, isSuspended ? "suspended" : ready is null ? "not seen yet"
                : ready.IsTrue ? "ready" : ready.Reason);
        }
    }
}
