namespace Basecamp.Manifests.Objects;

/// <summary>Which of Kubernetes' own kinds live in a namespace.</summary>
public static class KubernetesScope
{
    // kubectl api-resources --namespaced=false of Kubernetes 1.34, groups that Kubernetes itself serves.
    static readonly HashSet<string> ClusterScoped = new(StringComparer.Ordinal)
    {
        "APIService", "CSIDriver", "CSINode", "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding", "ClusterTrustBundle",
        "ComponentStatus", "CustomResourceDefinition", "DeviceClass", "FlowSchema", "IPAddress", "IngressClass",
        "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration", "Namespace", "Node",
        "PersistentVolume", "PriorityClass", "PriorityLevelConfiguration", "ResourceSlice", "RuntimeClass", "ServiceCIDR",
        "StorageClass", "StorageVersion", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration", "VolumeAttachment", "VolumeAttributesClass",
    };

    // *.k8s.io is also used by projects outside of Kubernetes, e.g. gateway.networking.k8s.io, so the groups are listed.
    static readonly HashSet<string> OwnGroups = new(StringComparer.Ordinal)
    {
        "", "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "apps", "authentication.k8s.io",
        "authorization.k8s.io", "autoscaling", "batch", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io",
        "events.k8s.io", "flowcontrol.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io", "policy", "rbac.authorization.k8s.io",
        "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io",
    };

    /// <summary>True or false for Kubernetes' own kinds; null for a custom resource, whose definition decides.</summary>
    public static bool? IsNamespaced(string apiVersion, string kind)
    {
        var group = apiVersion.Contains('/') ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";
        return OwnGroups.Contains(group) ? !ClusterScoped.Contains(kind) : null;
    }
}
