namespace Basecamp.Cluster.Reading;

/// <summary>What a cluster is asked for, and nothing else. <c>read-only-role.yaml</c> grants these; a test holds both together.</summary>
static class ReadResources
{
    /// <summary>
    /// Names and keys of Secrets. Only metadata is asked for, which says the keys, too (managedFields). The shipped role leaves them out all the same,
    /// because RBAC cannot grant metadata alone: without them, what the kubelet says of a missing Secret is the evidence.
    /// </summary>
    public static ReadResource Secrets { get; } = new("", "secrets", "Secret", MetadataOnly: true);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ReadResource> All { get; } =
    [
        .. Group("", "configmaps/ConfigMap", "events/Event", "limitranges/LimitRange", "namespaces/Namespace", "nodes/Node",
            "persistentvolumeclaims/PersistentVolumeClaim", "persistentvolumes/PersistentVolume", "pods/Pod", "resourcequotas/ResourceQuota",
            "serviceaccounts/ServiceAccount", "services/Service"),
        Secrets,
        .. Group("admissionregistration.k8s.io", "mutatingwebhookconfigurations/MutatingWebhookConfiguration",
            "validatingwebhookconfigurations/ValidatingWebhookConfiguration"),
        .. Group("apiregistration.k8s.io", "apiservices/APIService"),
        .. Group("apps", "daemonsets/DaemonSet", "deployments/Deployment", "replicasets/ReplicaSet", "statefulsets/StatefulSet"),
        .. Group("autoscaling", "horizontalpodautoscalers/HorizontalPodAutoscaler"),
        .. Group("batch", "cronjobs/CronJob", "jobs/Job"),
        .. Group("discovery.k8s.io", "endpointslices/EndpointSlice"),
        .. Group("networking.k8s.io", "ingressclasses/IngressClass", "ingresses/Ingress", "networkpolicies/NetworkPolicy"),
        .. Group("policy", "poddisruptionbudgets/PodDisruptionBudget"),
        .. Group("rbac.authorization.k8s.io", "clusterrolebindings/ClusterRoleBinding", "clusterroles/ClusterRole", "rolebindings/RoleBinding", "roles/Role"),
        .. Group("scheduling.k8s.io", "priorityclasses/PriorityClass"),
        .. Group("storage.k8s.io", "storageclasses/StorageClass", "volumeattachments/VolumeAttachment"),
        .. Group("acme.cert-manager.io", "challenges/Challenge", "orders/Order"),
        .. Group("argoproj.io", "applications/Application", "rollouts/Rollout"),
        .. Group("cert-manager.io", "certificaterequests/CertificateRequest", "certificates/Certificate", "clusterissuers/ClusterIssuer", "issuers/Issuer"),
        .. Group("cilium.io", "ciliumclusterwidenetworkpolicies/CiliumClusterwideNetworkPolicy", "ciliumnetworkpolicies/CiliumNetworkPolicy"),
        .. Group("external-secrets.io", "clustersecretstores/ClusterSecretStore", "externalsecrets/ExternalSecret", "secretstores/SecretStore"),
        .. Group("gateway.networking.k8s.io", "gateways/Gateway", "httproutes/HTTPRoute"),
        .. Group("helm.cattle.io", "helmcharts/HelmChart"),
        .. Group("helm.toolkit.fluxcd.io", "helmreleases/HelmRelease"),
        .. Group("k3s.cattle.io", "etcdsnapshotfiles/ETCDSnapshotFile"),
        .. Group("keda.sh", "scaledjobs/ScaledJob", "scaledobjects/ScaledObject"),
        .. Group("kustomize.toolkit.fluxcd.io", "kustomizations/Kustomization"),
        .. Group("longhorn.io", "backuptargets/BackupTarget", "nodes/Node", "volumes/Volume"),
        .. Group("postgresql.cnpg.io", "backups/Backup", "clusters/Cluster", "scheduledbackups/ScheduledBackup"),
        .. Group("security.istio.io", "authorizationpolicies/AuthorizationPolicy", "peerauthentications/PeerAuthentication"),
        .. Group("source.toolkit.fluxcd.io", "buckets/Bucket", "gitrepositories/GitRepository", "helmcharts/HelmChart", "helmrepositories/HelmRepository",
            "ocirepositories/OCIRepository"),
        .. Group("velero.io", "backups/Backup", "backupstoragelocations/BackupStorageLocation", "schedules/Schedule"),
    ];

    static IEnumerable<ReadResource> Group(string api, params string[] resources) =>
        from resource in resources
        let parts = resource.Split('/')
        select new ReadResource(api, parts[0], parts[1]);
}
