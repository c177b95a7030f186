using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Storage;

/// <summary>Whose finalizers are whose.</summary>
static class FinalizerOwners
{
    // Part of a finalizer's name, who sets it, and a label of that controller's pods.
    static readonly (string Part, string Owner, string Name)[] Known =
    [
        ("longhorn", "Longhorn's manager", "longhorn-manager"),
        ("cnpg.io", "CloudNativePG's operator", "cloudnative-pg"),
        ("argocd.argoproj.io", "Argo CD's application controller", "argocd-application-controller"),
        ("fluxcd.io", "Flux", "source-controller"),
        ("keda.sh", "KEDA's operator", "keda-operator"),
        ("cert-manager.io", "cert-manager", "cert-manager"),
        ("velero.io", "Velero", "velero"),
        ("kyverno.io", "Kyverno", "kyverno"),
        ("cilium.io", "Cilium's operator", "cilium-operator"),
        ("external-secrets.io", "External Secrets", "external-secrets"),
        ("service.kubernetes.io/load-balancer-cleanup", "what gives addresses to Services (K3s' ServiceLB, Cilium or MetalLB)", ""),
        ("kubernetes.io/pvc-protection", "Kubernetes, while a pod uses the claim", ""),
        ("kubernetes.io/pv-protection", "Kubernetes, while a claim uses the volume", ""),
        ("foregroundDeletion", "Kubernetes, until what it owns is gone", ""),
    ];

    /// <summary>Whose it is, and whether that controller runs.</summary>
    public static string Explain(ClusterView cluster, string finalizer)
    {
        var (_, owner, name) = Known.FirstOrDefault(each => finalizer.Contains(each.Part, StringComparison.Ordinal));
        if (owner is null)
            return $"The controller that sets {finalizer} has to remove it. Find out whose it is; when that is gone for good, remove it by hand.";
        if (name.Length == 0)
            return $"It is held by {owner}.";
        return cluster.RunsAnywhere("app.kubernetes.io/name", name) || cluster.RunsAnywhere("app", name)
            ? $"{owner} has to remove it, and it runs: its log says why it does not."
            : $"{owner} has to remove it, and it does not run. Bring it back, or, when it is gone for good, remove the finalizer by hand.";
    }
}
