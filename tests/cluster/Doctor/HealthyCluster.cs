namespace Basecamp.Cluster.Tests.Doctor;

/// <summary>A cluster in which nothing is wrong, with one of everything that the doctor knows.</summary>
static class HealthyCluster
{
    public static Dump Create()
    {
        var dump = new Dump();
        foreach (var name in (string[])["cp1", "cp2", "cp3"])
            Node(dump, name, "node-role.kubernetes.io/control-plane: \"true\", node-role.kubernetes.io/etcd: \"true\"",
                "{ key: node-role.kubernetes.io/control-plane, effect: NoSchedule }", ", { type: EtcdIsVoter, status: \"True\" }");
        foreach (var name in (string[])["w1", "w2", "w3"])
            Node(dump, name, $"topology.kubernetes.io/zone: rack-{name[1]}", "", "");
        foreach (var name in (string[])["default", "kube-system", "traefik-system", "shop", "kyverno", "longhorn-system", "cert-manager", "argocd",
            "flux-system", "velero", "vault"])
            dump.Add($"{{ apiVersion: v1, kind: Namespace, metadata: {{ name: {name}, labels: {{ kubernetes.io/metadata.name: {name} }} }}, status: {{ phase: Active }} }}");

        Workload(dump, "kube-system", "coredns", "k8s-app", "kube-dns", 53, service: "kube-dns", protocol: "UDP");
        Workload(dump, "kube-system", "metrics-server", "k8s-app", "metrics-server", 10250);
        Workload(dump, "traefik-system", "traefik", "app.kubernetes.io/name", "traefik", 8443);
        Workload(dump, "kyverno", "kyverno-svc", "app.kubernetes.io/name", "kyverno", 9443);
        Workload(dump, "cert-manager", "cert-manager", "app.kubernetes.io/name", "cert-manager", 9402);
        Workload(dump, "longhorn-system", "longhorn-manager", "app", "longhorn-manager", 9500);
        Workload(dump, "velero", "velero", "app.kubernetes.io/name", "velero", 8085);
        Workload(dump, "shop", "web", "app.kubernetes.io/name", "web", 8080);
        Stateful(dump);
        dump.Change("Service traefik-system/traefik", "{ spec: { type: LoadBalancer }, status: { loadBalancer: { ingress: [{ ip: 192.168.70.200 }] } } }");
        dump.Add(Rest);
        return dump;
    }

    static void Node(Dump dump, string name, string labels, string taint, string condition) => dump.Add(
        $$"""
        apiVersion: v1
        kind: Node
        metadata: { name: {{name}}, labels: { kubernetes.io/hostname: {{name}}, kubernetes.io/arch: amd64, {{labels}} } }
        spec: { podCIDR: 10.42.0.0/24, taints: [{{taint}}] }
        status:
          addresses: [{ type: InternalIP, address: 192.168.70.{{(name[0] == 'c' ? 10 : 20) + (name[^1] - '0')}} }]
          allocatable: { cpu: "4", memory: 16Gi, pods: "110" }
          nodeInfo: { kubeletVersion: v1.36.4+k3s1, architecture: amd64 }
          conditions:
            [{ type: Ready, status: "True", reason: KubeletReady, message: kubelet is posting ready status }, { type: DiskPressure, status: "False" },
             { type: MemoryPressure, status: "False" }, { type: PIDPressure, status: "False" }{{condition}}]
        """);

    /// <summary>A Deployment with two pods, its Service and what is behind it.</summary>
    public static void Workload(Dump dump, string ns, string name, string label, string value, int port, string? service = null, string protocol = "TCP",
        int copies = 2)
    {
        dump.Add(
            $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: {{name}}, namespace: {{ns}}, uid: d-{{name}}, labels: { {{label}}: {{value}} } }
            spec:
              replicas: {{copies}}
              selector: { matchLabels: { {{label}}: {{value}} } }
              template:
                metadata: { labels: { {{label}}: {{value}} } }
                spec: { containers: [{ name: main, image: "ghcr.io/example/{{name}}:1.0.0", ports: [{ name: http, containerPort: {{port}}, protocol: {{protocol}} }] }] }
            status: { replicas: {{copies}}, readyReplicas: {{copies}}, updatedReplicas: {{copies}}, conditions: [{ type: Progressing, status: "True", reason: NewReplicaSetAvailable }] }
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: { name: {{name}}-5d9c, namespace: {{ns}}, labels: { {{label}}: {{value}} }, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: {{name}}, controller: true }] }
            spec: { replicas: {{copies}} }
            status: { replicas: {{copies}}, readyReplicas: {{copies}} }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: {{service ?? name}}, namespace: {{ns}} }
            spec: { type: ClusterIP, clusterIP: 10.43.0.9, selector: { {{label}}: {{value}} }, ports: [{ name: http, port: {{port}}, targetPort: http, protocol: {{protocol}} }] }
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: { name: {{service ?? name}}-abc, namespace: {{ns}}, labels: { kubernetes.io/service-name: {{service ?? name}} } }
            addressType: IPv4
            endpoints: [{ addresses: [10.42.1.7], conditions: { ready: true } }]
            ports: [{ name: http, port: {{port}} }]
            """);
        for (var copy = 1; copy <= copies; copy++)
            dump.Add(Pod(ns, $"{name}-5d9c-{copy}", "ReplicaSet", $"{name}-5d9c", $"{label}: {value}", $"ghcr.io/example/{name}:1.0.0", port, protocol,
                $"w{(copy - 1) % 3 + 1}", ""));
    }

    static string Pod(string ns, string name, string ownerKind, string owner, string labels, string image, int port, string protocol, string node,
        string more, string apiVersion = "apps/v1") =>
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: {{name}}, namespace: {{ns}}, labels: { {{labels}} }, ownerReferences: [{ apiVersion: {{apiVersion}}, kind: {{ownerKind}}, name: {{owner}}, controller: true }] }
        spec:
          nodeName: {{node}}
          serviceAccountName: default
          containers: [{ name: main, image: "{{image}}", ports: [{ name: http, containerPort: {{port}}, protocol: {{protocol}} }], resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } }{{more}} }]
        status:
          phase: Running
          podIP: 10.42.1.7
          conditions: [{ type: Ready, status: "True" }, { type: PodScheduled, status: "True" }]
          containerStatuses: [{ name: main, ready: true, started: true, restartCount: 0, state: { running: { startedAt: "2026-11-20T00:00:00Z" } } }]
        """;

    static void Stateful(Dump dump)
    {
        dump.Add(
            $$"""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: cache, namespace: shop, labels: { app.kubernetes.io/name: cache } }
            spec: { replicas: 1, selector: { matchLabels: { app.kubernetes.io/name: cache } }, template: { metadata: { labels: { app.kubernetes.io/name: cache } } }, updateStrategy: { type: RollingUpdate } }
            status: { replicas: 1, readyReplicas: 1, updateRevision: cache-1 }
            ---
            {{Pod("shop", "cache-0", "StatefulSet", "cache", "app.kubernetes.io/name: cache, controller-revision-hash: cache-1", "ghcr.io/example/cache:7", 6379, "TCP", "w3", "")}}
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: cache, namespace: shop }
            spec: { selector: { app.kubernetes.io/name: cache }, ports: [{ port: 6379, targetPort: http }] }
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: vault, namespace: vault }
            spec: { replicas: 1, template: { metadata: { labels: { app.kubernetes.io/name: vault } } }, updateStrategy: { type: OnDelete } }
            status: { replicas: 1, readyReplicas: 1, updateRevision: vault-1 }
            ---
            {{Pod("vault", "vault-0", "StatefulSet", "vault", "app.kubernetes.io/name: vault, controller-revision-hash: vault-1", "hashicorp/vault:2", 8200, "TCP", "w1", "")}}
            ---
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: { name: orders, namespace: shop }
            spec: { instances: 2 }
            status: { phase: Cluster in healthy state, readyInstances: 2, currentPrimary: orders-1, targetPrimary: orders-1, conditions: [{ type: ContinuousArchiving, status: "True" }] }
            ---
            {{Pod("shop", "orders-1", "Cluster", "orders", "cnpg.io/cluster: orders, role: primary", "ghcr.io/cloudnative-pg/postgresql:18", 5432, "TCP", "w1", "", "postgresql.cnpg.io/v1")}}
            ---
            {{Pod("shop", "orders-2", "Cluster", "orders", "cnpg.io/cluster: orders, role: replica", "ghcr.io/cloudnative-pg/postgresql:18", 5432, "TCP", "w2", "", "postgresql.cnpg.io/v1")}}
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: orders-rw, namespace: shop }
            spec: { selector: { cnpg.io/cluster: orders, role: primary }, ports: [{ port: 5432, targetPort: 5432 }] }
            """);
        dump.Change("Pod shop/cache-0",
            "{ spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data-cache-0 } }, { name: config, configMap: { name: cache } }, { name: tls, secret: { secretName: cache-tls } }] } }");
    }

    const string Rest =
        """
        { apiVersion: v1, kind: ServiceAccount, metadata: { name: default, namespace: shop } }
        ---
        { apiVersion: v1, kind: ConfigMap, metadata: { name: cache, namespace: shop }, data: { a: b } }
        ---
        { apiVersion: v1, kind: Secret, metadata: { name: cache-tls, namespace: shop }, data: { tls.crt: c2VjcmV0, tls.key: c2VjcmV0 } }
        ---
        { apiVersion: v1, kind: Secret, metadata: { name: web-tls, namespace: shop }, data: { tls.crt: c2VjcmV0 } }
        ---
        { apiVersion: v1, kind: Secret, metadata: { name: orders-app, namespace: shop }, data: { username: c2VjcmV0, password: c2VjcmV0 } }
        ---
        { apiVersion: v1, kind: Secret, metadata: { name: sh.helm.release.v1.traefik.v3, namespace: traefik-system, labels: { owner: helm, name: traefik, version: "3", status: deployed } } }
        ---
        { apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: longhorn, annotations: { storageclass.kubernetes.io/is-default-class: "true" } }, provisioner: driver.longhorn.io, volumeBindingMode: Immediate }
        ---
        { apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: longhorn-database }, provisioner: driver.longhorn.io, volumeBindingMode: WaitForFirstConsumer }
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-cache-0, namespace: shop, finalizers: [kubernetes.io/pvc-protection] }
        spec: { storageClassName: longhorn, volumeName: pvc-1, accessModes: [ReadWriteOnce], resources: { requests: { storage: 5Gi } } }
        status: { phase: Bound, capacity: { storage: 5Gi } }
        ---
        { apiVersion: v1, kind: PersistentVolume, metadata: { name: pvc-1 }, spec: { storageClassName: longhorn, claimRef: { namespace: shop, name: data-cache-0 } }, status: { phase: Bound } }
        ---
        { apiVersion: longhorn.io/v1beta2, kind: Volume, metadata: { name: pvc-1, namespace: longhorn-system }, status: { robustness: healthy, state: attached, currentNodeID: w3, kubernetesStatus: { namespace: shop, pvcName: data-cache-0 } } }
        ---
        apiVersion: longhorn.io/v1beta2
        kind: Node
        metadata: { name: w1, namespace: longhorn-system }
        spec: { disks: { default: { allowScheduling: true } } }
        status: { diskStatus: { default: { conditions: [{ type: Ready, status: "True" }, { type: Schedulable, status: "True" }] } } }
        ---
        { apiVersion: longhorn.io/v1beta2, kind: BackupTarget, metadata: { name: default, namespace: longhorn-system }, spec: { backupTargetURL: "s3://backups@eu/" }, status: { available: true } }
        ---
        { apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: traefik }, spec: { controller: traefik.io/ingress-controller } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web, namespace: shop }
        spec:
          ingressClassName: traefik
          tls: [{ hosts: [shop.example.com], secretName: web-tls }]
          rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 8080 } } } }] } }]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: public, namespace: traefik-system }
        spec: { gatewayClassName: traefik }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: api, namespace: shop }
        spec: { hostnames: [api.example.com], parentRefs: [{ name: public, namespace: traefik-system }], rules: [{ backendRefs: [{ name: web, port: 8080 }] }] }
        status: { parents: [{ conditions: [{ type: Accepted, status: "True" }, { type: ResolvedRefs, status: "True" }] }] }
        ---
        { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: deny, namespace: shop }, spec: { podSelector: {}, policyTypes: [Ingress, Egress] } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: dns, namespace: shop }
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: web-from-traefik, namespace: shop }
        spec:
          podSelector: { matchLabels: { app.kubernetes.io/name: web } }
          policyTypes: [Ingress]
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: traefik-system } } }], ports: [{ port: 8080 }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: web-to-orders, namespace: shop }
        spec:
          podSelector: { matchLabels: { app.kubernetes.io/name: web } }
          policyTypes: [Egress]
          egress: [{ to: [{ podSelector: { matchLabels: { cnpg.io/cluster: orders } } }], ports: [{ port: 5432 }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: orders-from-web, namespace: shop }
        spec:
          podSelector: { matchLabels: { cnpg.io/cluster: orders } }
          policyTypes: [Ingress]
          ingress: [{ from: [{ podSelector: { matchLabels: { app.kubernetes.io/name: web } } }], ports: [{ port: 5432 }] }]
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web, namespace: shop }
        spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 5 }
        status: { conditions: [{ type: AbleToScale, status: "True" }, { type: ScalingActive, status: "True" }, { type: ScalingLimited, status: "False" }] }
        ---
        { apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web, namespace: shop }, spec: { minAvailable: 1, selector: { matchLabels: { app.kubernetes.io/name: web } } }, status: { expectedPods: 2, currentHealthy: 2, desiredHealthy: 1, disruptionsAllowed: 1 } }
        ---
        { apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: { name: v1beta1.metrics.k8s.io }, spec: { service: { namespace: kube-system, name: metrics-server } }, status: { conditions: [{ type: Available, status: "True" }] } }
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: kyverno-resource }
        webhooks: [{ name: validate.kyverno.svc-fail, failurePolicy: Fail, clientConfig: { service: { namespace: kyverno, name: kyverno-svc } }, rules: [{ operations: [CREATE], resources: [pods] }] }]
        ---
        { apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: letsencrypt }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: { name: web, namespace: shop }
        spec: { secretName: web-tls, dnsNames: [shop.example.com], issuerRef: { kind: ClusterIssuer, name: letsencrypt } }
        status: { notAfter: "2027-02-01T00:00:00Z", renewalTime: "2027-01-01T00:00:00Z", conditions: [{ type: Ready, status: "True" }] }
        ---
        { apiVersion: external-secrets.io/v1, kind: ClusterSecretStore, metadata: { name: vault }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        { apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: payment, namespace: shop }, spec: { secretStoreRef: { kind: ClusterSecretStore, name: vault } }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        { apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: cache, namespace: shop }, spec: { scaleTargetRef: { kind: StatefulSet, name: cache } }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: { name: shop, namespace: argocd }
        spec: { syncPolicy: { automated: { selfHeal: true } } }
        status: { sync: { status: Synced }, health: { status: Healthy }, operationState: { phase: Succeeded }, resources: [{ group: apps, kind: Deployment, namespace: shop, name: web, status: Synced }] }
        ---
        { apiVersion: source.toolkit.fluxcd.io/v1, kind: GitRepository, metadata: { name: flux-system, namespace: flux-system }, spec: { url: "https://git.example.com/x" }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        { apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: apps, namespace: flux-system }, spec: { sourceRef: { kind: GitRepository, name: flux-system } }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        { apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: { name: loki, namespace: flux-system }, spec: { chart: { spec: { sourceRef: { kind: HelmRepository, name: grafana } } } }, status: { conditions: [{ type: Ready, status: "True" }] } }
        ---
        { apiVersion: k3s.cattle.io/v1, kind: ETCDSnapshotFile, metadata: { name: etcd-snapshot-cp1 }, status: { readyToUse: true, creationTime: "2026-11-28T11:00:00Z" } }
        ---
        { apiVersion: postgresql.cnpg.io/v1, kind: ScheduledBackup, metadata: { name: orders, namespace: shop }, spec: { schedule: "0 0 2 * * *", cluster: { name: orders } } }
        ---
        { apiVersion: postgresql.cnpg.io/v1, kind: Backup, metadata: { name: orders-1, namespace: shop }, spec: { cluster: { name: orders } }, status: { phase: completed, stoppedAt: "2026-11-28T02:05:00Z" } }
        ---
        { apiVersion: velero.io/v1, kind: BackupStorageLocation, metadata: { name: default, namespace: velero }, status: { phase: Available } }
        ---
        { apiVersion: velero.io/v1, kind: Schedule, metadata: { name: daily, namespace: velero }, spec: { schedule: 0 3 * * * } }
        ---
        { apiVersion: velero.io/v1, kind: Backup, metadata: { name: daily-1, namespace: velero, labels: { velero.io/schedule-name: daily } }, status: { phase: Completed, completionTimestamp: "2026-11-28T03:10:00Z" } }
        ---
        { apiVersion: batch/v1, kind: CronJob, metadata: { name: report, namespace: shop }, spec: { schedule: 0 4 * * * } }
        ---
        { apiVersion: batch/v1, kind: Job, metadata: { name: report-1, namespace: shop, ownerReferences: [{ apiVersion: batch/v1, kind: CronJob, name: report }] }, status: { succeeded: 1, conditions: [{ type: Complete, status: "True" }] } }
        ---
        { apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: web, namespace: shop }, rules: [{ apiGroups: [""], resources: [configmaps], verbs: [get] }] }
        ---
        { apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: web, namespace: shop }, roleRef: { kind: Role, name: web }, subjects: [{ kind: ServiceAccount, name: default, namespace: shop }] }
        """;
}
