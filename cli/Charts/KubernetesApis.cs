namespace Basecamp.Cli.Charts;

/// <summary>What Kubernetes itself serves in stable versions.</summary>
/// <remarks>
/// Helm knows versions of groups without a cluster, and no kinds: a chart that asks for <c>policy/v1/PodDisruptionBudget</c> then writes
/// <c>policy/v1beta1</c>, which no supported Kubernetes serves (Traefik's does).
/// </remarks>
static class KubernetesApis
{
    // kubectl get --raw /apis/GROUP/VERSION of Kubernetes 1.36, for every version that is neither alpha nor beta.
    static readonly (string Version, string Kinds)[] Served =
    [
        ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        ("apiregistration.k8s.io/v1", "APIService"),
        ("apps/v1", "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet"),
        ("authentication.k8s.io/v1", "SelfSubjectReview TokenReview"),
        ("authorization.k8s.io/v1", "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview"),
        ("autoscaling/v1", "HorizontalPodAutoscaler"),
        ("autoscaling/v2", "HorizontalPodAutoscaler"),
        ("batch/v1", "CronJob Job"),
        ("certificates.k8s.io/v1", "CertificateSigningRequest"),
        ("coordination.k8s.io/v1", "Lease"),
        ("discovery.k8s.io/v1", "EndpointSlice"),
        ("events.k8s.io/v1", "Event"),
        ("flowcontrol.apiserver.k8s.io/v1", "FlowSchema PriorityLevelConfiguration"),
        ("networking.k8s.io/v1", "IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR"),
        ("node.k8s.io/v1", "RuntimeClass"),
        ("policy/v1", "PodDisruptionBudget"),
        ("rbac.authorization.k8s.io/v1", "ClusterRole ClusterRoleBinding Role RoleBinding"),
        ("resource.k8s.io/v1", "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice"),
        ("scheduling.k8s.io/v1", "PriorityClass"),
        ("storage.k8s.io/v1", "CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass"),
        ("v1", "Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount"),
    ];

    /// <summary>As Helm takes them: <c>group/version/Kind</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Served.SelectMany(each => each.Kinds.Split(' ').Select(kind => $"{each.Version}/{kind}"))];
}
