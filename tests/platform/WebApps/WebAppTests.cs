using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.WebApps;
using Basecamp.Manifests.Yaml;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;
using Pulumi;

namespace Basecamp.Platform.Tests.WebApps;

public sealed class WebAppTests
{
    [Fact]
    public async Task Pods_pass_the_restricted_standard() => Assert.Equal(
        """
        containers:
        - image: registry.example.org/shop:v1.4.0@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
              - ALL
            readOnlyRootFilesystem: true
        """,
        await Security(GivenApps.Shop));

    [Fact]
    public async Task A_pod_has_no_token_of_the_API_unless_it_may_use_it()
    {
        Assert.Equal(false, (await GivenApps.Run(GivenApps.Shop)).Field("Deployment", "shop", "spec.template.spec.automountServiceAccountToken"));
        var stack = await GivenApps.Run(GivenApps.Shop with { ConnectTo = new() { ApiServer = true } });
        Assert.Equal(true, stack.Field("Deployment", "shop", "spec.template.spec.automountServiceAccountToken"));
        Assert.Contains("allow-api-server: {app.kubernetes.io/name=shop} kube-apiserver 6443", stack.Egress("shop"));
    }

    // What loses requests: an old pod that ends before a new one serves, or while proxies still send to it.
    [Fact]
    public async Task A_roll_out_loses_no_request()
    {
        var deployment = (await GivenApps.Run(GivenApps.Shop)).Object("Deployment", "shop");
        Assert.Equal("RollingUpdate", deployment.Input("spec.strategy.type"));
        Assert.Equal((1d, 0d), (deployment.Input("spec.strategy.rollingUpdate.maxSurge"), deployment.Input("spec.strategy.rollingUpdate.maxUnavailable")));
        Assert.Equal(5d, deployment.Input("spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds"));
        Assert.Equal(45d, deployment.Input("spec.template.spec.terminationGracePeriodSeconds"));
        Assert.NotNull(deployment.Input("spec.template.spec.containers[0].readinessProbe.tcpSocket"));
    }

    [Fact]
    public async Task Paths_decide_whether_it_serves_and_whether_it_is_restarted()
    {
        var stack = await GivenApps.Run(GivenApps.Shop with { Health = new() { Ready = "/ready", Live = "/live", StartSeconds = 90 } });
        Assert.Equal("/ready", stack.Field("Deployment", "shop", "spec.template.spec.containers[0].startupProbe.httpGet.path"));
        Assert.Equal(45d, stack.Field("Deployment", "shop", "spec.template.spec.containers[0].startupProbe.failureThreshold"));
        Assert.Equal("/ready", stack.Field("Deployment", "shop", "spec.template.spec.containers[0].readinessProbe.httpGet.path"));
        Assert.Equal("/live", stack.Field("Deployment", "shop", "spec.template.spec.containers[0].livenessProbe.httpGet.path"));
        Assert.Null((await GivenApps.Run(GivenApps.Shop)).Field("Deployment", "shop", "spec.template.spec.containers[0].livenessProbe"));
    }

    [Fact]
    public async Task Several_pods_stay_apart_and_one_goes_at_a_time()
    {
        var stack = await GivenApps.Run(GivenApps.Shop with { Replicas = 3 });
        Assert.Equal(3d, stack.Field("Deployment", "shop", "spec.replicas"));
        Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"],
            ((ImmutableArray<object>)stack.Field("Deployment", "shop", "spec.template.spec.topologySpreadConstraints")!)
                .Select(each => (string)((ImmutableDictionary<string, object>)each)["topologyKey"]));
        Assert.Equal(1d, stack.Field("PodDisruptionBudget", "shop", "spec.maxUnavailable"));
    }

    // A budget for one pod would block every drain.
    [Fact]
    public async Task One_pod_has_neither_spread_nor_budget()
    {
        var stack = await GivenApps.Run(GivenApps.Shop, profile: PlatformProfile.Small);
        Assert.Equal(1d, stack.Field("Deployment", "shop", "spec.replicas"));
        Assert.Null(stack.Field("Deployment", "shop", "spec.template.spec.topologySpreadConstraints"));
        Assert.Empty(stack.Names("PodDisruptionBudget"));
    }

    [Fact]
    public async Task Only_the_ingress_controller_and_Prometheus_reach_it_and_it_reaches_only_DNS()
    {
        var stack = await GivenApps.Run(GivenApps.Shop);
        Assert.Equal(
            [
                "allow-monitoring: {app.kubernetes.io/name=shop} monitoring-system{app.kubernetes.io/name=prometheus} 8080",
                "shop-http-from-ingress: {app.kubernetes.io/name=shop} traefik-system{app.kubernetes.io/name=traefik} 8080",
            ],
            stack.Ingress("shop"));
        Assert.Equal(["allow-dns: kube-system{k8s-app=kube-dns} 53,53"], stack.Egress("shop"));
        Assert.Equal(["shop-http-from-ingress: {app.kubernetes.io/name=traefik} shop{app.kubernetes.io/name=shop} 8080"], stack.Egress("traefik-system"));
    }

    [Fact]
    public async Task Connections_open_both_ends_and_nothing_else()
    {
        var stack = await GivenApps.Run(GivenApps.Shop with
        {
            AllowFrom = [new() { Namespace = "blog" }],
            ConnectTo = new()
            {
                Pods = [new() { Namespace = "valkey-core", Labels = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "valkey" }, Ports = [6379] }],
                Internet = [443],
                Networks = [new() { Name = "nas", Cidrs = ["192.168.1.5/32"], Ports = [445] }],
            },
        });
        Assert.Contains("blog-to-shop: {app.kubernetes.io/name=shop} blog 8080", stack.Ingress("shop"));
        Assert.Equal(["blog-to-shop: shop{app.kubernetes.io/name=shop} 8080"], stack.Egress("blog"));
        Assert.Equal(["shop-to-valkey-core: {app.kubernetes.io/name=valkey} shop{app.kubernetes.io/name=shop} 6379"], stack.Ingress("valkey-core"));
        Assert.Equal(
            [
                "allow-dns: kube-system{k8s-app=kube-dns} 53,53",
                "allow-internet: {app.kubernetes.io/name=shop} 0.0.0.0/0 443",
                "allow-nas: {app.kubernetes.io/name=shop} 192.168.1.5/32 445",
                "shop-to-valkey-core: {app.kubernetes.io/name=shop} valkey-core{app.kubernetes.io/name=valkey} 6379",
            ],
            stack.Egress("shop"));
    }

    [Fact]
    public async Task Everything_that_is_a_default_can_be_left_out()
    {
        var stack = await GivenApps.Run(GivenApps.Shop with
        {
            Host = null,
            Internal = true,
            Metrics = null,
            Alerts = null,
            Budget = false,
            WritableDirectories = [],
            Namespace = "web",
        });
        Assert.Equal(
            ["ConfigMap", "Deployment", "Service", "ServiceAccount"],
            KubernetesManifests.From(stack).Objects.Select(each => each.Kind).Order(StringComparer.Ordinal));
        Assert.Null(stack.Field("Deployment", "shop", "spec.template.spec.volumes"));
        Assert.Equal("web", stack.Object("Deployment", "shop").Input("metadata.namespace"));
    }

    [Fact]
    public async Task Whoever_scales_decides_how_many_pods_there_are()
    {
        var byCpu = await GivenApps.Run(GivenApps.Shop with { Scaling = new() { Max = 6 } });
        Assert.Null(byCpu.Field("Deployment", "shop", "spec.replicas"));
        Assert.Equal((2d, 6d, 70d), (
            byCpu.Field("HorizontalPodAutoscaler", "shop", "spec.minReplicas"),
            byCpu.Field("HorizontalPodAutoscaler", "shop", "spec.maxReplicas"),
            byCpu.Field("HorizontalPodAutoscaler", "shop", "spec.metrics[0].resource.target.averageUtilization")));

        var byQuery = await GivenApps.Run(GivenApps.Shop with { Scaling = new() { Max = 6, Query = "sum(queue_length)", PerReplica = 100 } });
        Assert.Empty(byQuery.Names("HorizontalPodAutoscaler"));
        Assert.Equal("sum(queue_length)", byQuery.Field("ScaledObject", "shop", "spec.triggers[0].metadata.query"));
        Assert.Equal("100", byQuery.Field("ScaledObject", "shop", "spec.triggers[0].metadata.threshold"));
        Assert.Empty(byQuery.Unpublished());
    }

    [Fact]
    public async Task One_app_answers_for_every_host_that_nobody_published()
    {
        var stack = await GivenApps.Run(GivenApps.Shop with { CatchAll = true });
        Assert.Equal(["shop-catch-all", "shop-http"], stack.Names("Ingress"));
        Assert.Equal("shop", stack.Field("Ingress", "shop-catch-all", "spec.defaultBackend.service.name"));
        Assert.Equal("shop.example.org", stack.Field("Ingress", "shop-http", "spec.rules[0].host"));
    }

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Secrets_are_mounted_by_reference_and_never_rendered(DeliveryEngine engine)
    {
        var stack = await GivenApps.Run(
            platform => new()
            {
                Platform = platform,
                Spec = GivenApps.Shop,
                SecretFiles = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("credentials/api", Output.CreateSecret("the-api-key")),
                SecretVariables = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("TOKEN", Output.CreateSecret("the-token")),
            },
            engine);
        var manifests = KubernetesManifests.From(stack);
        Assert.All(manifests.Objects, each => Assert.DoesNotContain("the-", each.ToYaml().Replace("the-kubeconfig", "", StringComparison.Ordinal), StringComparison.Ordinal));
        var secret = Assert.Single(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.Equal("cluster", secret.Provider!.Name);
        Assert.True(secret.IsSecret("stringData"));
        Assert.Equal(["TOKEN", "credentials.api"], ((ImmutableDictionary<string, object>)secret.Inputs["stringData"]).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("credentials/api", stack.Field("Deployment", "shop", "spec.template.spec.volumes[1].secret.items[0].path"));
        Assert.Equal("shop-secrets", stack.Field("Deployment", "shop", "spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name"));
        Assert.Empty(stack.Findings(AllGuardrails.All));
    }

    [Fact]
    public async Task Pods_are_replaced_when_a_file_changes()
    {
        var hashes = new List<object?>();
        foreach (var text in new[] { "one", "two", "one" })
            hashes.Add((await GivenApps.Run(platform => new()
            {
                Platform = platform,
                Spec = GivenApps.Shop,
                Files = ImmutableSortedDictionary<string, string>.Empty.Add("app.conf", text),
            })).Field("Deployment", "shop", """spec.template.metadata.annotations["basecamp.io/files"]"""));
        Assert.Equal(hashes[0], hashes[2]);
        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Fact]
    public Task Whoever_delivers_the_same_objects_reach_the_cluster() => SameUnderEveryDelivery.Holds(
        platform => _ = new WebApp("shop", new() { Platform = GivenApps.With(platform), Spec = GivenApps.Shop with { Scaling = new() { Max = 6 } } }),
        charts: 0,
        "Deployment", "HorizontalPodAutoscaler", "Ingress", "ServiceMonitor");

    static async Task<string> Security(WebAppSpec spec)
    {
        var deployment = (await GivenApps.Run(spec)).Object("Deployment", "shop");
        Assert.Equal(true, deployment.Input("spec.template.spec.securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", deployment.Input("spec.template.spec.securityContext.seccompProfile.type"));
        var container = (ImmutableDictionary<string, object>)((ImmutableArray<object>)deployment.Input("spec.template.spec.containers")!)[0];
        var shown = container.Where(field => field.Key is "image" or "securityContext").ToImmutableDictionary();
        return CanonicalYaml.Write(ImmutableDictionary<string, object>.Empty.Add("containers", ImmutableArray.Create<object>(shown))).TrimEnd('\n');
    }
}
