using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Graph;

/// <summary>How far down an object is: what is lower breaks what is higher, and is told first.</summary>
static class Layers
{
    public static int Of(ObjectId id) => (id.Group, id.Kind) switch
    {
        ("", "Node") => 0,
        ("", "Namespace") => 10,
        ("storage.k8s.io", _) or ("", "PersistentVolume") or ("longhorn.io", _) => 20,
        ("", "PersistentVolumeClaim") => 25,
        ("", "Secret" or "ConfigMap" or "ServiceAccount" or "ResourceQuota" or "LimitRange") => 28,
        ("cert-manager.io" or "acme.cert-manager.io" or "external-secrets.io", _) => 30,
        ("", "Pod") when id.Namespace == "kube-system" => 35,
        ("apps", _) when id.Namespace == "kube-system" => 36,
        ("", "Service") when id.Namespace == "kube-system" => 37,
        ("", "Pod") => 40,
        ("apps", "ReplicaSet") or ("batch", "Job") => 45,
        ("apps", _) or ("batch", _) or ("argoproj.io", "Rollout") => 50,
        ("postgresql.cnpg.io", _) => 52,
        ("autoscaling" or "keda.sh", _) => 55,
        ("", "Service") => 60,
        ("admissionregistration.k8s.io" or "apiregistration.k8s.io", _) => 65,
        ("networking.k8s.io" or "gateway.networking.k8s.io", _) => 70,
        ("argoproj.io", _) or ("source.toolkit.fluxcd.io", _) => 80,
        _ => 90,
    };
}
