namespace Basecamp.Cluster.Tests.Doctor;

/// <summary>A healthy cluster with one thing wrong each, and what the doctor has to say first.</summary>
static class PreparedCauses
{
    public static IReadOnlyList<PreparedCause> All { get; } =
    [
        // Images and registries.
        new("image-not-found", "Deployment shop/web", d =>
            d.WebPullFails("rpc error: code = NotFound desc = failed to resolve reference: ghcr.io/example/web:1.0.0: not found")),
        new("pull-secret-missing", "Deployment shop/web", d => d.Change("Pod shop/web-5d9c-*", "{ spec: { imagePullSecrets: [{ name: registry }] } }")
            .WebPullFails("failed to authorize: 401 Unauthorized").Event("Pod shop/web-5d9c-*", "FailedToRetrieveImagePullSecret",
                "Unable to retrieve some image pull secrets (registry)")),
        new("pull-credentials-missing", "Deployment shop/web", d =>
            d.WebPullFails("pull access denied, repository does not exist or may require authorization")),
        new("pull-credentials-refused", "Deployment shop/web", d => d.Add("{ apiVersion: v1, kind: Secret, metadata: { name: registry, namespace: shop } }")
            .Change("ServiceAccount shop/default", "{ imagePullSecrets: [{ name: registry }] }")
                .WebPullFails("denied: requested access to the resource is denied")),
        new("registry-certificate", "Deployment shop/web", d =>
            d.WebPullFails("tls: failed to verify certificate: x509: certificate signed by unknown authority")),
        new("registry-name-unknown", "Deployment shop/web", d => d.WebPullFails("dial tcp: lookup ghcr.io: no such host")),
        new("registry-unreachable", "Deployment shop/web", d => d.WebPullFails("dial tcp 140.82.121.33:443: i/o timeout")),
        new("image-rate-limited", "Deployment shop/web", d => d.WebPullFails("429 Too Many Requests - toomanyrequests: You have reached your pull rate limit")),
        new("image-platform-missing", "Deployment shop/web", d => d.WebPullFails("no match for platform in manifest: not found")),
        new("image-name-invalid", "Deployment shop/web", d => d.WebWaits("InvalidImageName", "couldn't parse image reference")),
        new("image-never-pulled", "Deployment shop/web", d => d.WebWaits("ErrImageNeverPull", "Container image is not present with pull policy of Never")),

        // Containers that do not start or do not go on.
        new("configmap-missing", "Deployment shop/web", d => d.WebWaits("CreateContainerConfigError", "configmap \"webb\" not found")),
        new("secret-missing", "Deployment shop/web", d => d.WebWaits("CreateContainerConfigError", "secret \"orders-ap\" not found")),
        new("key-missing", "Deployment shop/web", d => d.WebWaits("CreateContainerConfigError", "couldn't find key PASSWORD in Secret shop/orders-app")),
        new("root-refused", "Deployment shop/web", d => d.WebWaits("CreateContainerConfigError",
            "container has runAsNonRoot and image will run as root (pod: \"web\")")),
        new("command-not-found", "Deployment shop/web", d =>
            d.WebCrashes(128, "StartError", "exec: \"/app/servr\": stat /app/servr: no such file or directory")),
        new("permission-denied", "Deployment shop/web", d => d.WebCrashes(126)),
        new("wrong-architecture", "Deployment shop/web", d => d.WebCrashes(255, log: "exec /app/server: exec format error\n")),
        new("memory-exceeded", "Deployment shop/web", d => d.WebCrashes(137, "OOMKilled")),
        new("read-only-disk", "Deployment shop/web", d => d.WebCrashes(1, log: "open /var/cache/x: read-only file system\n")),
        new("volume-full", "Deployment shop/web", d => d.WebCrashes(1, log: "write /data/x: no space left on device\n")),
        new("port-in-use", "Deployment shop/web", d => d.WebCrashes(1, log: "listen tcp :8080: bind: address already in use\n")),
        new("command-ends", "Deployment shop/web", d => d.WebCrashes(0, "Completed")),
        new("process-fails", "Deployment shop/web", d => d.WebCrashes(1, log: "panic: no config\n")),
        new("liveness-probe", "Deployment shop/web", d => d.Change("Pod shop/web-5d9c-*",
                "{ spec: { containers: [{ name: main, image: ghcr.io/example/web:1.0.0, ports: [{ name: http, containerPort: 8080 }], livenessProbe: { httpGet: { path: /live, port: 9090 } } }] } }")
            .WebCrashes(137).Event("Pod shop/web-5d9c-*", "Unhealthy",
                "Liveness probe failed: Get \"http://10.42.1.7:9090/live\": connect: connection refused")),
        new("startup-probe", "Deployment shop/web", d => d.Change("Pod shop/web-5d9c-*",
                "{ spec: { containers: [{ name: main, image: ghcr.io/example/web:1.0.0, ports: [{ name: http, containerPort: 8080 }], startupProbe: { httpGet: { path: /up, port: 8080 } } }] } }")
            .WebCrashes(143).Event("Pod shop/web-5d9c-*", "Unhealthy", "Startup probe failed: HTTP probe failed with statuscode: 404")),
        new("readiness-probe", "Deployment shop/web", d => d.Change("Pod shop/web-5d9c-*",
                "{ spec: { containers: [{ name: main, image: ghcr.io/example/web:1.0.0, ports: [{ name: http, containerPort: 8080 }], readinessProbe: { httpGet: { path: /ready, port: http } } }] } }")
            .WebRunsUnready().Event("Pod shop/web-5d9c-*", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 500")),
        new("access-forbidden", "Deployment shop/web", d => d.WebCrashes(1,
            log: "pods is forbidden: User \"system:serviceaccount:shop:default\" cannot list resource \"pods\" in API group \"\" in the namespace \"shop\"\n")),
        new("name-not-resolved", "Deployment shop/web", d => d.WebCrashes(1, log: "dial tcp: lookup orders.example.com on 10.43.0.10:53: no such host\n")),

        new("not-ready", "Deployment shop/web", d => d.Change("Pod shop/web-5d9c-*", "{ spec: { readinessGates: [{ conditionType: example.com/lb }] } }")
            .WebNotReady("{ name: main, ready: true, restartCount: 0, state: { running: {} } }")),

        // Volumes and the network of pods.
        new("secret-missing", "StatefulSet shop/cache", d => d.Remove("Secret shop/cache-tls").Change("Pod shop/cache-0", Creating)
            .Change("StatefulSet shop/cache", "{ status: { readyReplicas: 0 } }")
            .Event("Pod shop/cache-0", "FailedMount", "MountVolume.SetUp failed for volume \"tls\" : secret \"cache-tls\" not found")),
        new("configmap-missing", "StatefulSet shop/cache", d => d.Remove("ConfigMap shop/cache")
            .Add("{ apiVersion: v1, kind: ConfigMap, metadata: { name: other, namespace: shop } }")
            .Change("Pod shop/cache-0", Creating).Change("StatefulSet shop/cache", "{ status: { readyReplicas: 0 } }")),
        new("volume-in-use", "StatefulSet shop/cache", d => d.Change("Pod shop/cache-0", Creating)
            .Change("StatefulSet shop/cache", "{ status: { readyReplicas: 0 } }")
            .Event("Pod shop/cache-0", "FailedAttachVolume",
                "Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one node and can't be attached to another")),
        new("volume-not-mounted", "StatefulSet shop/cache", d => d.Change("Pod shop/cache-0", Creating)
            .Change("StatefulSet shop/cache", "{ status: { readyReplicas: 0 } }")
            .Event("Pod shop/cache-0", "FailedMount", "driver name driver.longhorn.io not found in the list of registered CSI drivers")),
        new("network-not-set-up", "Deployment shop/web", d => d.WebWaits("ContainerCreating", "")
            .Event("Pod shop/web-5d9c-*", "FailedCreatePodSandBox", "plugin type=\"cilium-cni\" failed (add): unable to connect to Cilium daemon")),

        // Scheduling.
        new("no-cpu-left", "Deployment shop/web", d => d.WebPending("{ containers: [{ name: main, image: x, resources: { requests: { cpu: \"6\" } } }] }",
            "0/6 nodes are available: 3 Insufficient cpu")),
        new("no-memory-left", "Deployment shop/web", d =>
            d.WebPending("{ containers: [{ name: main, image: x, resources: { requests: { memory: 40Gi } } }] }",
            "0/6 nodes are available: 3 Insufficient memory")),
        new("no-such-resource", "Deployment shop/web", d =>
            d.WebPending("{ containers: [{ name: main, image: x, resources: { limits: { nvidia.com/gpu: \"1\" } } }] }",
            "0/6 nodes are available: 6 Insufficient nvidia.com/gpu")),
        new("node-selector-matches-none", "Deployment shop/web", d => d.WebPending("{ nodeSelector: { disk: ssd } }",
            "0/6 nodes are available: 6 node(s) didn't match Pod's node affinity/selector")),
        new("node-selector-matches-none", "Deployment shop/web", d => d.WebPending(
            "{ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [rack-9] }] }] } } } }",
            "0/6 nodes are available: 6 node(s) didn't match Pod's node affinity/selector")),
        new("taint-not-tolerated", "Deployment shop/web", d =>
            d.Change("Node w*", "{ spec: { taints: [{ key: dedicated, value: gpu, effect: NoSchedule }] } }")
            .WebPending("{}", "0/6 nodes are available: 6 node(s) had untolerated taint")),
        new("nodes-cordoned", "Deployment shop/web", d => d.Change("Node w*", "{ spec: { unschedulable: true } }")
            .WebPending("{}", "0/6 nodes are available: 3 node(s) were unschedulable")),
        new("anti-affinity", "Deployment shop/web", d => d.Change("Pod shop/*", "{ metadata: { labels: { side: \"1\" } } }").WebPending(
            "{ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { side: \"1\" } } }] } } }",
                "0/6 nodes are available: didn't match pod anti-affinity rules")),
        new("affinity", "Deployment shop/web", d => d.WebPending(
            "{ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: nobody } } }] } } }",
                "0/6 nodes are available: didn't match pod affinity rules")),
        new("spread-too-strict", "Deployment shop/web", d =>
            d.Change("Node w2", "{ metadata: { labels: { topology.kubernetes.io/zone: rack-1 } }, spec: { unschedulable: true } }")
            .Change("Node w3", "{ spec: { unschedulable: true } }").WebPending(
            "{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app.kubernetes.io/name: web } } }] }",
            "0/6 nodes are available: didn't match pod topology spread constraints")),
        new("host-port-taken", "Deployment shop/web", d =>
            d.Change("Pod shop/web-5d9c-1",
            "{ spec: { containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080, hostPort: 8080 }] }] } }")
            .WebPending("{ nodeSelector: { kubernetes.io/hostname: w1 }, containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080, hostPort: 8080 }] }] }",
                "0/6 nodes are available: didn't have free ports")),
        // A machine that is off does not explain what no machine could take; one that would take the pod does.
        new("no-cpu-left", "Deployment shop/web", d =>
            d.Change("Node w2", "{ status: { conditions: [{ type: Ready, status: \"True\" }] }, spec: { unschedulable: true } }")
            .WebPending("{ containers: [{ name: main, image: x, resources: { requests: { cpu: \"6\" } } }] }", "0/6 nodes are available: 3 Insufficient cpu")),
        new("node-silent", "Node w2", d => d.NodeDown("w2", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")
            .Change("Node w1", "{ spec: { taints: [{ key: x, effect: NoSchedule }] } }")
            .Change("Node w3", "{ spec: { taints: [{ key: x, effect: NoSchedule }] } }")
                .WebPending("{}", "0/6 nodes are available: 2 node(s) had untolerated taint")),
        new("too-many-pods", "Deployment shop/web", d => d.Change("Node w*", "{ status: { allocatable: { pods: \"1\" } } }")
            .WebPending("{}", "0/6 nodes are available: 3 Too many pods")),
        new("scheduling-gated", "Deployment shop/web", d => d.WebPending("{ schedulingGates: [{ name: example.com/wait }] }",
            "Scheduling is blocked due to non-empty scheduling gates")),
        new("claim-missing", "Deployment shop/web", d => d.WebPending("{ volumes: [{ name: data, persistentVolumeClaim: { claimName: nobody } }] }",
            "persistentvolumeclaim \"nobody\" not found")),
        new("volume-elsewhere", "Deployment shop/web", d => d.Change("PersistentVolume pvc-1",
                "{ spec: { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [gone] }] }] } } } }")
            .WebPending("{ volumes: [{ name: data, persistentVolumeClaim: { claimName: data-cache-0 } }] }",
                "0/6 nodes are available: node(s) had volume node affinity conflict")),

        new("scheduler-unknown", "Deployment shop/web", d => d.WebPending("{ schedulerName: nobody }", null)),
        new("not-scheduled", "Deployment shop/web", d => d.WebPending("{}", null)),
        new("unschedulable", "Deployment shop/web", d => d.WebPending("{}", "0/6 nodes are available: waiting for ResourceClaim to be allocated")),

        // Pods that are refused.
        new("pods-refused", "Deployment shop/web", d => d.WebRefused("pods \"web\" is forbidden: something new")),
        new("cronjob-missed", "CronJob shop/report", d => d.Event("CronJob shop/report", "TooManyMissedTimes", "too many missed start times")),
        new("quota-exceeded", "Deployment shop/web", d =>
            d.WebRefused("pods \"web\" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=100, limited: pods=100")),
        new("limit-range", "Deployment shop/web", d => d.WebRefused("pods \"web\" is forbidden: maximum memory usage per Container is 1Gi, but limit is 4Gi")),
        new("pod-security", "Deployment shop/web", d =>
            d.WebRefused("pods \"web\" is forbidden: violates PodSecurity \"restricted:latest\": privileged (container \"main\" must not set securityContext.privileged=true)")),
        new("policy-denies", "Deployment shop/web", d =>
            d.WebRefused("admission webhook \"validate.kyverno.svc-fail\" denied the request: require-labels: label team is required")),
        new("service-account-missing", "Deployment shop/web", d =>
            d.WebRefused("pods \"web\" is forbidden: error looking up service account shop/webb: serviceaccount \"webb\" not found")),
        new("priority-class-missing", "Deployment shop/web", d => d.WebRefused("pods \"web\" is forbidden: no PriorityClass with name hihg was found")),
        new("no-endpoints", "Service kyverno/kyverno-svc", d =>
            d.Change("Pod kyverno/*",
            "{ status: { conditions: [{ type: Ready, status: \"False\" }], containerStatuses: [{ name: main, ready: false, state: { running: {} }, restartCount: 0 }] } }")
            .Remove("Pod kyverno/*").Change("EndpointSlice kyverno/*", "{ endpoints: [] }").Change("Deployment kyverno/kyverno-svc",
                "{ status: { readyReplicas: 2 } }")
            .WebRefused("Internal error occurred: failed calling webhook \"validate.kyverno.svc-fail\": failed to call webhook: no endpoints available for service \"kyverno-svc\"")),
        new("rollout-paused", "Deployment shop/web", d => d.Change("Deployment shop/web", "{ spec: { paused: true }, status: { updatedReplicas: 0 } }")),
        new("old-version-kept", "StatefulSet vault/vault", d => d.Change("StatefulSet vault/vault", "{ status: { updateRevision: vault-2 } }")),
        new("job-failed", "CronJob shop/report", d =>
            d.Change("Job shop/report-1",
            "{ status: { succeeded: null, failed: 7, conditions: [{ type: Failed, status: \"True\", reason: BackoffLimitExceeded }] } }")),
        new("budget-blocks-drain", "PodDisruptionBudget shop/web", d => d.Change("Node w1", "{ spec: { unschedulable: true } }")
            .Change("PodDisruptionBudget shop/web", "{ status: { disruptionsAllowed: 0, desiredHealthy: 2 } }")),

        // Storage.
        new("storage-class-missing", "PersistentVolumeClaim shop/new", d => Claim(d, "storageClassName: longhron")),
        new("no-default-class", "PersistentVolumeClaim shop/new", d => Claim(d, "accessModes: [ReadWriteOnce]")
            .Change("StorageClass longhorn", "{ metadata: { annotations: null } }")),
        new("provisioning-failed", "PersistentVolumeClaim shop/new", d => Claim(d, "storageClassName: longhorn").Event("PersistentVolumeClaim shop/new",
            "ProvisioningFailed", "failed to provision volume: insufficient storage")),
        new("provisioner-silent", "PersistentVolumeClaim shop/new", d => Claim(d, "storageClassName: longhorn").Event("PersistentVolumeClaim shop/new",
            "ExternalProvisioning", "Waiting for a volume to be created", false)),
        new("no-volume-matches", "PersistentVolumeClaim shop/new", d => Claim(d, "storageClassName: longhorn")),
        new("resize-pending", "PersistentVolumeClaim shop/data-cache-0", d => d.Change("PersistentVolumeClaim shop/data-cache-0",
            "{ status: { conditions: [{ type: FileSystemResizePending, status: \"True\", lastTransitionTime: \"2026-11-28T10:00:00Z\" }] } }")),
        new("claim-lost", "PersistentVolumeClaim shop/data-cache-0", d => d.Change("PersistentVolumeClaim shop/data-cache-0", "{ status: { phase: Lost } }")
            .Remove("PersistentVolume pvc-1")),
        new("deletion-held", "PersistentVolumeClaim shop/data-cache-0", d => d.Change("PersistentVolumeClaim shop/data-cache-0",
            "{ metadata: { deletionTimestamp: \"2026-11-28T10:00:00Z\" } }")),
        new("longhorn-volume", "Volume longhorn-system/pvc-1", d => d.Change("Volume longhorn-system/pvc-1", "{ status: { robustness: faulted } }")),
        new("longhorn-disk", "Node longhorn-system/w1", d => d.Change("Node.longhorn.io longhorn-system/w1",
            "{ status: { diskStatus: { default: { conditions: [{ type: Ready, status: \"False\", reason: NoDiskInfo, message: disk is gone }] } } } }")),

        // Services, routes and policies.
        new("selects-nothing", "Service shop/web", d => d.Change("Service shop/web", "{ spec: { selector: { app.kubernetes.io/name: wbe } } }")
            .Change("EndpointSlice shop/web-abc", "{ endpoints: [] }")),
        new("service-port", "Service shop/web", d => d.Change("Service shop/web", "{ spec: { ports: [{ name: http, port: 8080, targetPort: htpp }] } }")),
        new("service-port", "Service shop/web", d => d.Change("Service shop/web", "{ spec: { ports: [{ name: http, port: 8080, targetPort: 3000 }] } }")),
        new("scaled-to-nothing", "Service shop/web", d => d.Remove("Pod shop/web-*").Change("EndpointSlice shop/web-abc", "{ endpoints: [] }")
            .Change("Deployment shop/web", "{ spec: { replicas: 0 }, status: { replicas: 0, readyReplicas: 0 } }")
                .Change("ReplicaSet shop/web-5d9c", "{ spec: { replicas: 0 }, status: { replicas: 0 } }")),
        new("endpoints-stale", "Service shop/web", d => d.Change("EndpointSlice shop/web-abc", "{ endpoints: [] }")
            .Change("Pod shop/web-*", "{ status: { conditions: [{ type: Ready, status: \"True\", lastTransitionTime: \"2026-11-28T10:00:00Z\" }] } }")),
        new("load-balancer-pending", "Service traefik-system/traefik", d => d.Change("Service traefik-system/traefik", "{ status: { loadBalancer: null } }")),
        new("backend-missing", "Ingress shop/web", d =>
            d.Change("Ingress shop/web",
            "{ spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: wbe, port: { number: 8080 } } } }] } }] } }")),
        new("backend-port", "Ingress shop/web", d =>
            d.Change("Ingress shop/web",
            "{ spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] } }] } }")),
        new("ingress-class", "Ingress shop/web", d => d.Change("Ingress shop/web", "{ spec: { ingressClassName: nginx } }")),
        new("tls-secret-missing", "Ingress shop/web", d => d.Remove("Secret shop/web-tls").Remove("Certificate shop/web")),
        new("host-taken", "Ingress shop/web2", d => d.Add(
            "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web2, namespace: shop, creationTimestamp: \"2026-11-28T11:00:00Z\" }, spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: orders-rw, port: { number: 5432 } } } }] } }] } }")
            .Add("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: all, namespace: shop }, spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{}] } }")),
        new("route-refused", "HTTPRoute shop/api", d =>
            d.Change("HTTPRoute shop/api",
            "{ status: { parents: [{ conditions: [{ type: Accepted, status: \"False\", reason: NotAllowedByListeners }] }] } }")),
        new("gateway-missing", "HTTPRoute shop/api", d =>
            d.Change("HTTPRoute shop/api", "{ spec: { parentRefs: [{ name: pubilc, namespace: traefik-system }] } }")),
        new("entrance-denied", "Ingress shop/web", d => d.Remove("NetworkPolicy shop/web-from-traefik")),
        new("dns-denied", "Deployment shop/web", d => d.Remove("NetworkPolicy shop/dns").WebCrashes(1, log: "lookup orders-rw.shop.svc: i/o timeout\n")),
        new("named-service-denied", "Deployment shop/web", d => d.Remove("NetworkPolicy shop/orders-from-web").Change("Pod shop/web-5d9c-*",
            "{ spec: { containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080 }], env: [{ name: DATABASE, value: \"orders-rw.shop.svc:5432\" }] }] } }")
                .WebCrashes(1, log: "dial tcp 10.43.0.9:5432: i/o timeout\n")),
        new("named-service-missing", "Deployment shop/web", d => d.Change("Pod shop/web-5d9c-*",
            "{ spec: { containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080 }], env: [{ name: DATABASE, value: \"postgres://ordersrw.shop.svc:5432/orders\" }] }] } }")
                .WebCrashes(1, log: "no such host\n")),
        new("mesh-refuses", "Service shop/web", d =>
            d.Add("{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: shop }, spec: { mtls: { mode: STRICT } } }")
            .Change("Pod shop/web-5d9c-*",
                "{ spec: { containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080 }] }, { name: istio-proxy, image: y }] } }")),
        new("policy-not-understood", "NetworkPolicy shop/dns", d =>
            d.Change("NetworkPolicy shop/dns", "{ spec: { podSelector: { matchExpressions: [{ key: a, operator: Is }] } } }")),

        // Machines and the control plane.
        new("node-silent", "Node w3", d => d.NodeDown("w3", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.")),
        new("node-network", "Node w3", d => d.NodeDown("w3", "False", "KubeletNotReady",
            "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized")),
        new("node-runtime", "Node w3", d => d.NodeDown("w3", "False", "KubeletNotReady", "PLEG is not healthy: pleg was last seen active 5m ago")),
        new("node-not-ready", "Node w3", d => d.NodeDown("w3", "False", "KubeletNotReady", "something new")),
        new("node-disk", "Node w3", d =>
            d.Change("Node w3",
            "{ status: { conditions: [{ type: Ready, status: \"True\" }, { type: DiskPressure, status: \"True\", reason: KubeletHasDiskPressure }] } }")),
        new("node-processes", "Node w3", d =>
            d.Change("Node w3", "{ status: { conditions: [{ type: Ready, status: \"True\" }, { type: PIDPressure, status: \"True\" }] } }")),
        new("node-memory", "Node w3", d =>
            d.Change("Node w3", "{ status: { conditions: [{ type: Ready, status: \"True\" }, { type: MemoryPressure, status: \"True\" }] } }")),
        new("version-skew", "Node w3", d => d.Change("Node w3", "{ status: { nodeInfo: { kubeletVersion: v1.31.0+k3s1 } } }")),
        new("pod-terminating", "StatefulSet shop/cache", d =>
            d.Change("Pod shop/cache-0", "{ metadata: { deletionTimestamp: \"2026-11-28T11:00:00Z\", finalizers: [example.com/guard] } }")),
        new("etcd-degraded", "etcd cluster", d =>
            d.Change("Node cp2",
            "{ status: { conditions: [{ type: Ready, status: \"True\" }, { type: EtcdIsVoter, status: \"False\", reason: MemberNotFound }] } }")),
        new("etcd-full", "etcd cluster", d => d.Event("Node cp1", "FailedUpdate", "etcdserver: mvcc: database space exceeded")),
        new("webhook-down", "ValidatingWebhookConfiguration kyverno-resource", d => d.Remove("Service kyverno/kyverno-svc")),
        new("api-service-down", "APIService v1beta1.metrics.k8s.io", d => d.Remove("Service kube-system/metrics-server")
            .Change("APIService v1beta1.metrics.k8s.io",
                "{ status: { conditions: [{ type: Available, status: \"False\", reason: ServiceNotFound, message: service/metrics-server is not present }] } }")
            .Change("HorizontalPodAutoscaler shop/web",
                "{ status: { conditions: [{ type: AbleToScale, status: \"True\" }, { type: ScalingActive, status: \"False\", reason: FailedGetResourceMetric, message: unable to get metrics }] } }")),
        new("namespace-terminating", "Namespace old", d => d.Add(
            """
            apiVersion: v1
            kind: Namespace
            metadata: { name: old, deletionTimestamp: "2026-11-28T10:00:00Z" }
            spec: { finalizers: [kubernetes] }
            status: { phase: Terminating, conditions: [{ type: NamespaceFinalizersRemaining, status: "True", reason: SomeFinalizersRemain, message: "Some content in the namespace has finalizers remaining: cnpg.io/databases in 1 resource instances" }] }
            """)),
        new("dns-service-missing", "Service kube-system/kube-dns", d => d.Remove("Service kube-system/kube-dns")),
        new("dns-missing", "Service kube-system/kube-dns", d => d.Remove("Deployment kube-system/coredns").Remove("ReplicaSet kube-system/coredns-5d9c")
            .Remove("Pod kube-system/coredns-*").Change("EndpointSlice kube-system/kube-dns-abc", "{ endpoints: [] }")),
        new("dns-scaled-to-nothing", "Service kube-system/kube-dns", d => d.Remove("Pod kube-system/coredns-*")
            .Change("EndpointSlice kube-system/kube-dns-abc", "{ endpoints: [] }")
            .Change("ReplicaSet kube-system/coredns-5d9c", "{ spec: { replicas: 0 }, status: { replicas: 0 } }").Change("Deployment kube-system/coredns",
                "{ spec: { replicas: 0 }, status: { replicas: 0, readyReplicas: 0 } }")),
        new("dns-config", "Deployment kube-system/coredns", d => d.DnsCrashes("/etc/coredns/Corefile:7 - Error during parsing: Unknown directive 'forwad'\n")
            .WebCrashes(1, log: "lookup x: no such host\n")),
        new("dns-loop", "Deployment kube-system/coredns", d => d.DnsCrashes("[FATAL] plugin/loop: Loop (127.0.0.1:53 -> :53) detected for zone \".\"\n")),

        // Scaling.
        new("hpa-no-requests", "HorizontalPodAutoscaler shop/web", d => Scaler(d, "ScalingActive", "FailedGetResourceMetric",
            "failed to get cpu utilization: missing request for cpu in container main of Pod web-1")),
        new("hpa-no-metrics", "HorizontalPodAutoscaler shop/web", d => Scaler(d, "ScalingActive", "FailedGetResourceMetric",
            "unable to get metrics for resource cpu: no metrics returned from resource metrics API")),
        new("hpa-target", "HorizontalPodAutoscaler shop/web", d => Scaler(d, "AbleToScale", "FailedGetScale", "deployments.apps \"wbe\" not found")),
        new("hpa-at-maximum", "HorizontalPodAutoscaler shop/web", d => d.Change("HorizontalPodAutoscaler shop/web",
            "{ status: { conditions: [{ type: ScalingLimited, status: \"True\", reason: TooManyReplicas, lastTransitionTime: \"2026-11-28T10:00:00Z\" }] } }")),
        new("keda-not-ready", "ScaledObject shop/cache", d =>
            d.Change("ScaledObject shop/cache",
            "{ status: { conditions: [{ type: Ready, status: \"False\", reason: ScaledObjectCheckFailed, message: triggers are wrong }] } }")),

        new("keda-paused", "ScaledObject shop/cache", d => d.Change("ScaledObject shop/cache", "{ metadata: { annotations: { autoscaling.keda.sh/paused: \"true\" } } }")),

        // Certificates and secrets.
        new("issuer-missing", "Certificate shop/web", d => Uncertified(d).Remove("ClusterIssuer letsencrypt")),
        new("issuer-not-ready", "ClusterIssuer letsencrypt", d => Uncertified(d)
            .Change("ClusterIssuer letsencrypt",
            "{ status: { conditions: [{ type: Ready, status: \"False\", reason: ErrRegisterACMEAccount, message: failed to register }] } }")),
        new("challenge-fails", "Certificate shop/web", d => Uncertified(d).Add(
            "{ apiVersion: acme.cert-manager.io/v1, kind: Challenge, metadata: { name: web-1, namespace: shop }, spec: { dnsName: shop.example.com, type: DNS-01 }, status: { state: pending, reason: no TXT record } }")),
        new("certificate-not-issued", "Certificate shop/web", d => Uncertified(d)),
        new("certificate-expired", "Certificate shop/web", d => Uncertified(d)
            .Change("Certificate shop/web", "{ status: { notAfter: \"2026-11-27T00:00:00Z\" } }")),
        new("certificate-ends", "Certificate shop/web", d =>
            d.Change("Certificate shop/web", "{ status: { notAfter: \"2026-12-01T00:00:00Z\", renewalTime: \"2026-11-01T00:00:00Z\" } }")),
        new("secret-store", "ClusterSecretStore vault", d =>
            d.Change("ClusterSecretStore vault", "{ status: { conditions: [{ type: Ready, status: \"False\", message: vault is sealed }] } }")
            .Change("ExternalSecret shop/payment",
                "{ status: { conditions: [{ type: Ready, status: \"False\", reason: SecretSyncedError, message: could not get secret }] } }")),

        new("external-secret", "ExternalSecret shop/payment", d => d.Change("ExternalSecret shop/payment",
            "{ status: { conditions: [{ type: Ready, status: \"False\", reason: SecretSyncedError, message: no such key }] } }")),

        // Databases.
        new("database-down", "Cluster shop/orders", d => d.Change("Cluster shop/orders", "{ status: { phase: Setting up primary, readyInstances: 0 } }")),
        new("database-hibernated", "Cluster shop/orders", d => d.Change("Cluster shop/orders", "{ metadata: { annotations: { cnpg.io/hibernation: \"on\" } } }")),
        new("database-degraded", "Cluster shop/orders", d =>
            d.Change("Cluster shop/orders", "{ status: { phase: Failing over, readyInstances: 1, targetPrimary: orders-2 } }")),
        new("database-fenced", "Cluster shop/orders", d =>
            d.Change("Cluster shop/orders", "{ metadata: { annotations: { cnpg.io/fencedInstances: '[\"orders-1\"]' } } }")),
        new("archiving-fails", "Cluster shop/orders", d =>
            d.Change("Cluster shop/orders", "{ status: { conditions: [{ type: ContinuousArchiving, status: \"False\", message: Expected empty archive }] } }")),

        // GitOps.
        new("argocd-source", "Application argocd/shop", d =>
            d.Change("Application argocd/shop",
            "{ status: { conditions: [{ type: ComparisonError, message: \"authentication required: Repository not found\" }] } }")),
        new("argocd-sync-failed", "Application argocd/shop", d =>
            d.Change("Application argocd/shop",
            "{ status: { sync: { status: OutOfSync }, operationState: { phase: Failed, message: one or more objects failed to apply } } }")),
        new("argocd-loop", "Application argocd/shop", d => d.Change("Application argocd/shop",
            "{ status: { reconciledAt: \"2026-11-28T11:59:00Z\", sync: { status: OutOfSync }, operationState: { phase: Succeeded, finishedAt: \"2026-11-28T11:58:00Z\" }, resources: [{ group: apps, kind: Deployment, namespace: shop, name: web, status: OutOfSync }] } }")),
        new("argocd-degraded", "Application argocd/shop", d => d.Change("Application argocd/shop", "{ status: { health: { status: Degraded } } }")),
        new("argocd-not-automatic", "Application argocd/shop", d =>
            d.Change("Application argocd/shop", "{ spec: { syncPolicy: null }, status: { sync: { status: OutOfSync } } }")),
        new("flux-source", "GitRepository flux-system/flux-system", d => d.Change("GitRepository flux-system/flux-system",
            Flux("GitOperationFailed", "failed to checkout: authentication required"))
            .Change("Kustomization flux-system/apps", Flux("ArtifactFailed", "Source artifact not found"))),
        new("flux-suspended", "Kustomization flux-system/apps", d => d.Change("Kustomization flux-system/apps", "{ spec: { suspend: true } }")),
        new("flux-not-ready", "Kustomization flux-system/apps", d => d.Change("Kustomization flux-system/apps",
            Flux("BuildFailed", "kustomize build failed: no such file"))),
        new("flux-stalled", "HelmRelease flux-system/loki", d => d.Change("HelmRelease flux-system/loki",
            "{ status: { conditions: [{ type: Stalled, status: \"True\", reason: RetriesExceeded, message: failed 3 times }] } }")),
        new("helm-release-stuck", "HelmRelease flux-system/loki", d => d.Change("HelmRelease flux-system/loki",
            Flux("UpgradeFailed", "another operation (install/upgrade/rollback) is in progress"))),
        new("helm-release-stuck", "Secret traefik-system/sh.helm.release.v1.traefik.v4", d => d.Add(
            "{ apiVersion: v1, kind: Secret, metadata: { name: sh.helm.release.v1.traefik.v4, namespace: traefik-system, creationTimestamp: \"2026-11-28T09:00:00Z\", labels: { owner: helm, name: traefik, version: \"4\", status: pending-upgrade } } }")),

        // Backups.
        new("etcd-snapshot-old", "ETCDSnapshotFile etcd-snapshot-cp1", d => d.Change("ETCDSnapshotFile etcd-snapshot-cp1",
            "{ status: { creationTime: \"2026-11-25T00:00:00Z\" } }")),
        new("database-backup-old", "ScheduledBackup shop/orders", d => d.Change("Backup.postgresql.cnpg.io shop/orders-1",
            "{ status: { phase: failed, error: no route to host } }")),
        new("velero-backup-old", "Schedule velero/daily", d => d.Change("Backup.velero.io velero/daily-1", "{ status: { phase: PartiallyFailed } }")),
        new("backup-target-away", "BackupStorageLocation velero/default", d => d.Change("BackupStorageLocation velero/default",
            "{ status: { phase: Unavailable, message: no such bucket } }")
            .Change("Backup.velero.io velero/daily-1", "{ status: { phase: Failed } }")),
    ];

    const string Creating = "{ status: { phase: Pending, conditions: [{ type: Ready, status: \"False\" }], containerStatuses: [{ name: main, ready: false, restartCount: 0, state: { waiting: { reason: ContainerCreating } } }] } }";

    static Dump Claim(Dump dump, string spec) =>
        dump.Add($"{{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{ name: new, namespace: shop }}, spec: {{ {spec} }}, status: {{ phase: Pending }} }}");

    static Dump Scaler(Dump dump, string type, string reason, string message) => dump.Change("HorizontalPodAutoscaler shop/web",
        $"{{ status: {{ conditions: [{{ type: {type}, status: \"False\", reason: {reason}, message: {BrokenCluster.Quoted(message)} }}] }} }}");

    static Dump Uncertified(Dump dump) =>
        dump.Change("Certificate shop/web",
        "{ status: { conditions: [{ type: Ready, status: \"False\", reason: DoesNotExist, message: Issuing certificate }] } }");

    static string Flux(string reason, string message) =>
        $"{{ status: {{ conditions: [{{ type: Ready, status: \"False\", reason: {reason}, message: {BrokenCluster.Quoted(message)} }}] }} }}";
}

/// <summary>One broken cluster.</summary>
/// <param name="Check">What the first finding has to be.</param>
/// <param name="Subject">What it has to be about.</param>
/// <param name="Break">What is done to a healthy cluster.</param>
sealed record PreparedCause(string Check, string Subject, Func<Dump, Dump> Break);
