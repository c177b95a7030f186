using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Tenants;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tenants;

public sealed class TenantTests
{
    static readonly TenantSpec Least = new() { Members = new() { Groups = ["team-shop"] } };

    static readonly TenantSpec Most = new()
    {
        Members = new() { Users = ["eve@example.org"], Groups = ["team-shop"] },
        Viewers = new() { Groups = ["auditors"] },
        Namespaces = ["shop", "shop-test"],
        Quota = new() { CpuMillis = 4000, MemoryMiB = 8192, MemoryLimitMiB = 10240, StorageGiB = 50, Volumes = 5, Pods = 40 },
        Limits = new() { CpuMillis = 20, MemoryMiB = 32, MemoryLimitMiB = 256, MaxMemoryMiB = 4096 },
        Internet = [443],
        Publish = [new() { Host = "shop", Service = "web", Port = 8080, Labels = new Dictionary<string, string> { ["app"] = "web" } }],
        Metrics = 9090,
        Git = new() { Url = "https://git.example.org/shop.git", Username = "reader", Password = new Secret("hunter2-git-token") },
    };

    [Fact]
    public async Task A_namespace_that_enforces_restricted_denies_what_is_not_listed_and_is_only_forgotten()
    {
        var stack = await Run(Least);
        Assert.Equal(("restricted", "shop", "app"), (
            stack.Field("Namespace", "shop", "metadata.labels[\"pod-security.kubernetes.io/enforce\"]"), stack.Field("Namespace", "shop", "metadata.labels[\"basecamp.io/tenant\"]"),
            stack.Field("Namespace", "shop", "metadata.labels[\"basecamp.io/tier\"]")));
        Assert.Equal(["allow-same-namespace-ingress: shop"], stack.Ingress("shop"));
        Assert.Equal(["allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-same-namespace-egress: shop"], stack.Egress("shop"));
        Assert.Contains("default-deny", stack.Names("NetworkPolicy"));
        Assert.True(stack.Single("kubernetes:core/v1:Namespace", "shop").Options.RetainOnDelete);
        Assert.Empty(stack.Findings(AllGuardrails.All));
    }

    [Fact]
    public async Task Quota_and_limits_are_exactly_these()
    {
        var stack = await Run(Least);
        Assert.Equal(
            """
            configmaps: "100"
              limits.memory: 8192Mi
              persistentvolumeclaims: "10"
              pods: "30"
              requests.cpu: 2000m
              requests.memory: 4096Mi
              requests.storage: 20Gi
              secrets: "100"
              services: "100"
              services.loadbalancers: "0"
              services.nodeports: "0"
            """,
            stack.Object("ResourceQuota", "quota").Yaml("spec.hard"));
        Assert.Equal(
            """
            default:
                memory: 128Mi
              defaultRequest:
                cpu: 50m
                memory: 64Mi
              max:
                memory: 2048Mi
              type: Container
            """,
            stack.Object("LimitRange", "defaults").Yaml("spec.limits[0]"));
        Assert.Equal(
            "hard:\n    pods: \"0\"\n  scopeSelector:\n    matchExpressions:\n    - operator: In\n      scopeName: PriorityClass\n      values:\n      - basecamp-core\n      - basecamp-system\n"
            + "      - system-cluster-critical\n      - system-node-critical",
            stack.Object("ResourceQuota", "priorities").Yaml("spec"));
    }

    [Fact]
    public async Task A_larger_claim_gives_each_namespace_what_it_says()
    {
        var stack = await Run(Most, DeliveryEngine.Flux);
        foreach (var ns in new[] { "shop", "shop-test" })
        {
            var quota = KubernetesManifests.From(stack).Objects.Single(each => each is { Kind: "ResourceQuota", Name: "quota" } && each.Namespace == ns).Resource;
            Assert.Equal(
                ("4000m", "8192Mi", "10240Mi", "50Gi", "5", "40"),
                (quota.Input("spec.hard[\"requests.cpu\"]"), quota.Input("spec.hard[\"requests.memory\"]"), quota.Input("spec.hard[\"limits.memory\"]"), quota.Input("spec.hard[\"requests.storage\"]"),
                    quota.Input("spec.hard.persistentvolumeclaims"), quota.Input("spec.hard.pods")));
        }
        Assert.Equal(
            [
                "allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 9090", "allow-same-namespace-ingress: shop", "allow-shop-test-ingress: shop-test",
                "shop-shop-http-from-ingress: {app=web} traefik-system{app.kubernetes.io/name=traefik} 8080",
            ],
            stack.Ingress("shop"));
        Assert.Equal(
            ["allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-internet: 0.0.0.0/0 443", "allow-same-namespace-egress: shop-test", "allow-shop-egress: shop"], stack.Egress("shop-test"));
        Assert.Equal(("shop.example.org", "web"), (stack.Field("Ingress", "shop-shop-http", "spec.rules[0].host"), stack.Field("Ingress", "shop-shop-http", "spec.rules[0].http.paths[0].backend.service.name")));
    }

    [Fact]
    public async Task Argo_CD_takes_a_tenants_kinds_out_of_its_repository_into_its_namespaces()
    {
        var stack = await Run(Most, DeliveryEngine.Argocd);
        Assert.Equal(
            """
            clusterResourceWhitelist: []
              description: Tenant shop
              destinations:
              - namespace: shop
                server: https://kubernetes.default.svc
              - namespace: shop-test
                server: https://kubernetes.default.svc
              namespaceResourceWhitelist:
              - kind: ConfigMap
                group: ""
              - kind: PersistentVolumeClaim
                group: ""
              - kind: Pod
                group: ""
              - kind: Secret
                group: ""
              - kind: Service
                group: ""
              - kind: ServiceAccount
                group: ""
              - kind: DaemonSet
                group: apps
              - kind: Deployment
                group: apps
              - kind: ReplicaSet
                group: apps
              - kind: StatefulSet
                group: apps
              - kind: HorizontalPodAutoscaler
                group: autoscaling
              - kind: CronJob
                group: batch
              - kind: Job
                group: batch
              - kind: PodDisruptionBudget
                group: policy
              roles:
              - name: member
                groups:
                - team-shop
                policies:
                - p, proj:tenant-shop:member, applications, get, tenant-shop/*, allow
                - p, proj:tenant-shop:member, applications, sync, tenant-shop/*, allow
                - p, proj:tenant-shop:member, applications, action/*, tenant-shop/*, allow
                - p, proj:tenant-shop:member, logs, get, tenant-shop/*, allow
              - name: viewer
                groups:
                - auditors
                policies:
                - p, proj:tenant-shop:viewer, applications, get, tenant-shop/*, allow
                - p, proj:tenant-shop:viewer, logs, get, tenant-shop/*, allow
              sourceRepos:
              - https://git.example.org/shop.git
            """,
            stack.Object("AppProject", "tenant-shop").Yaml("spec"));
        var application = KubernetesManifests.From(stack).Objects.Single(each => each is { Kind: "Application", Name: "tenant-shop" }).Resource;
        Assert.Equal(
            ("tenant-shop", "https://git.example.org/shop.git", "shop"),
            (application.Input("spec.project"), application.Input("spec.sources[0].repoURL"), application.Input("spec.destination.namespace")));
        var login = stack.Single("kubernetes:core/v1:Secret", "shop-repository");
        Assert.Equal(("argocd-system", "tenant-shop", "hunter2-git-token"), (login.Input("metadata.namespace"), login.Input("stringData.project"), login.Input("stringData.password")));
        Assert.True(login.IsSecret("stringData"));
        Assert.DoesNotContain("tenant", stack.Names("Kustomization"));
        Assert.DoesNotContain(KubernetesManifests.From(stack).Objects, each => each.ToYaml().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flux_applies_a_tenants_repository_with_its_rights_out_of_its_namespace()
    {
        var stack = await Run(Most with { Namespaces = [] }, DeliveryEngine.Flux);
        Assert.Equal(
            """
            interval: 10m
              path: ./
              prune: true
              retryInterval: 1m
              serviceAccountName: tenant-git
              sourceRef:
                kind: GitRepository
                name: tenant
              targetNamespace: shop
              timeout: 5m
            """,
            stack.Object("Kustomization", "tenant").Yaml("spec"));
        Assert.Equal(("shop", "shop", "shop"), (
            stack.Field("Kustomization", "tenant", "metadata.namespace"), stack.Field("GitRepository", "tenant", "metadata.namespace"), stack.Field("ServiceAccount", "tenant-git", "metadata.namespace")));
        Assert.Equal("tenant-git", stack.Field("GitRepository", "tenant", "spec.secretRef.name"));
        var login = stack.Single("kubernetes:core/v1:Secret", "shop-repository");
        Assert.Equal(("shop", "cluster"), (login.Input("metadata.namespace"), login.Provider?.Name));
        Assert.Empty(stack.Names("AppProject"));
        // Objects of several namespaces say themselves where they belong.
        Assert.Null((await Run(Most, DeliveryEngine.Flux)).Field("Kustomization", "tenant", "spec.targetNamespace"));
    }

    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Every_object_has_only_fields_of_the_pinned_versions(DeliveryEngine engine) => Assert.Empty((await Run(Most, engine)).Unpublished());

    [Fact]
    public async Task Prometheus_reads_its_pods_and_tells_when_it_is_nearly_full()
    {
        var stack = await Run(Least with { Metrics = 9090 });
        Assert.Equal((9090d, "/metrics"), (stack.Field("PodMonitor", "tenant", "spec.podMetricsEndpoints[0].portNumber"), stack.Field("PodMonitor", "tenant", "spec.podMetricsEndpoints[0].path")));
        Assert.Equal(["TenantQuotaNearlyUsed"], stack.Alerts("shop-alerts"));
        var blind = await PlatformRun.Of(platform => Declare(platform, Least with { Metrics = 9090 }), monitoring: false);
        Assert.Empty(blind.Names("PodMonitor").Concat(blind.Names("PrometheusRule")));
    }

    internal static Task<RecordedStack> Run(TenantSpec spec, DeliveryEngine engine = DeliveryEngine.Pulumi) => PlatformRun.Of(platform => Declare(platform, spec), engine);

    internal static void Declare(PlatformContext platform, TenantSpec spec, string name = "shop") =>
        _ = new Tenant(name, new() { Platform = platform with { Facts = platform.Facts with { Http = new() { Domain = "example.org", Routes = RouteKind.Ingress } } }, Spec = spec });
}
