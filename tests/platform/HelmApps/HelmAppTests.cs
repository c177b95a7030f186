using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.HelmApps;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Components.Valkey;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Pulumi;

namespace Basecamp.Platform.Tests.HelmApps;

public sealed class HelmAppTests
{
    static readonly HelmAppSpec Least = new() { Chart = "shop", Repository = "https://charts.example.org/", Version = "1.2.3" };

    static readonly HelmAppSpec Most = Least with
    {
        Values = new(new Dictionary<string, object> { ["replicas"] = 2, ["image"] = new Dictionary<string, object> { ["pullPolicy"] = "Always", ["a.b"] = new List<object> { "x", true } } }),
        Publish = new() { Host = "shop", Port = 8080 },
        Metrics = [9090],
        AllowFrom = [new() { Namespace = "blog", Ports = [8080] }],
        ConnectTo = new() { Internet = [443], Pods = [new() { Namespace = "mail", Ports = [25] }], Networks = [new() { Name = "nas", Cidrs = ["192.168.1.5/32"], Ports = [2049] }] },
        Database = new() { Name = "shop" },
        Cache = true,
        Secrets = new Dictionary<string, HelmAppSecretSpec>
        {
            ["shop-login"] = new() { Generate = ["password"], Given = new Dictionary<string, Secret> { ["license"] = new("hunter2-license") }, Text = new Dictionary<string, string> { ["user"] = "admin" } },
        },
        Backup = new() { Schedule = "0 4 * * *", RetentionDays = 7 },
        Workloads = new Dictionary<string, HelmAppWorkloadSpec>
        {
            ["shop"] = new() { Labels = Label("component", "web"), Ports = [8080, 9090] },
            ["shop-worker"] = new() { Labels = Label("component", "worker") },
        },
    };

    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() => SameUnderEveryDelivery.Holds(
        platform => Declare(platform, Most), charts: 1, "Namespace", "NetworkPolicy", "Ingress", "Schedule", "PrometheusRule", "ResourceQuota");

    [Fact]
    public async Task Chart_repository_and_version_are_enough_for_one_that_talks_to_nobody()
    {
        var stack = await Run(Least);
        var release = stack.Single("kubernetes:helm.sh/v3:Release", "shop");
        Assert.Equal(
            ("shop", "1.2.3", "https://charts.example.org", "shop", false),
            (release.Input("chart"), release.Input("version"), release.Input("repositoryOpts.repo"), release.Input("namespace"), release.Input("skipCrds")));
        Assert.Equal(["allow-same-namespace-ingress: shop"], stack.Ingress("shop"));
        Assert.Equal(["allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-same-namespace-egress: shop"], stack.Egress("shop"));
        Assert.Equal("restricted", stack.Field("Namespace", "shop", "metadata.labels[\"pod-security.kubernetes.io/enforce\"]"));
        Assert.Empty(stack.Names("Ingress"));
        Assert.Empty(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.False(release.Options.RetainOnDelete);
        Assert.Empty(stack.Findings(AllGuardrails.All));
    }

    [Fact]
    public async Task A_registry_takes_the_place_of_a_repository()
    {
        var release = (await Run(Least with { Repository = "oci://ghcr.io/example/charts" })).Single("kubernetes:helm.sh/v3:Release", "shop");
        Assert.Equal(("oci://ghcr.io/example/charts/shop", null), (release.Input("chart"), release.Input("repositoryOpts")));
    }

    [Fact]
    public async Task Values_reach_the_chart_as_they_were_written()
    {
        var stack = await Run(Most);
        Assert.Equal((2d, "Always"), (stack.Value("shop", "replicas"), stack.Value("shop", "image.pullPolicy")));
        Assert.Equal("- x\n- true", stack.Single("kubernetes:helm.sh/v3:Release", "shop").Yaml("values.image[\"a.b\"]"));
    }

    [Fact]
    public async Task Traffic_is_what_was_asked_for_and_pods_that_listen_are_the_ones_that_are_opened()
    {
        var stack = await Run(Most);
        Assert.Equal(
            [
                "allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 9090", "allow-same-namespace-ingress: shop", "blog-to-shop: {component=web} blog 8080",
                "shop-http-from-ingress: {component=web} traefik-system{app.kubernetes.io/name=traefik} 8080",
            ],
            stack.Ingress("shop"));
        Assert.Equal(
            [
                "allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-internet: 0.0.0.0/0 443", "allow-nas: 192.168.1.5/32 2049", "allow-same-namespace-egress: shop",
                "shop-to-cache: valkey-core{app.kubernetes.io/name=valkey} 6379", "shop-to-database: postgres-core{cnpg.io/cluster=postgres} 5432", "shop-to-mail: mail 25",
            ],
            stack.Egress("shop"));
        Assert.Equal(["shop-to-mail: shop 25"], stack.Ingress("mail"));
        Assert.Equal(["shop-to-cache: {app.kubernetes.io/name=valkey} shop 6379"], stack.Ingress("valkey-core"));
    }

    [Fact]
    public async Task Without_workloads_the_default_labels_are_opened()
    {
        var stack = await Run(Least with { Publish = new() { Host = "shop", Port = 8080, Service = "web", ServicePort = 8000, Path = "/app" } });
        Assert.Contains("shop-http-from-ingress: {app.kubernetes.io/name=shop} traefik-system{app.kubernetes.io/name=traefik} 8080", stack.Ingress("shop"));
        Assert.Equal(
            ("shop.example.org", "/app", "web", 8000d),
            (stack.Field("Ingress", "shop-http", "spec.rules[0].host"), stack.Field("Ingress", "shop-http", "spec.rules[0].http.paths[0].path"),
                stack.Field("Ingress", "shop-http", "spec.rules[0].http.paths[0].backend.service.name"), stack.Field("Ingress", "shop-http", "spec.rules[0].http.paths[0].backend.service.port.number")));
    }

    [Fact]
    public async Task Secrets_are_made_before_the_chart_and_hold_what_was_asked_for()
    {
        var stack = await Run(Most, DeliveryEngine.Flux);
        var login = stack.Single("kubernetes:core/v1:Secret", "shop-secret-shop-login");
        Assert.Equal(("shop-login", "shop", "hunter2-license", "admin"), (login.Input("metadata.name"), login.Input("metadata.namespace"), login.Input("stringData.license"), login.Input("stringData.user")));
        Assert.True(login.IsSecret("stringData"));
        Assert.Equal("cluster", login.Provider?.Name);
        var release = (await Run(Most)).Single("kubernetes:helm.sh/v3:Release", "shop");
        Assert.Superset(new HashSet<string> { "shop-secret-shop-login", "shop-platform-database", "shop-platform-cache", "shop" }, release.DependsOn.Select(each => each.Name).ToHashSet());
        Assert.Equal(
            ("postgresql://shop:the%20password@postgres-rw.postgres-core.svc:5432/shop", "redis://default:the-cache-password@valkey.valkey-core.svc:6379"),
            (stack.Single("kubernetes:core/v1:Secret", "shop-platform-database").Input("stringData.uri"), stack.Single("kubernetes:core/v1:Secret", "shop-platform-cache").Input("stringData.uri")));
    }

    [Fact]
    public async Task State_is_guarded_and_backed_up_on_its_own_schedule()
    {
        var stack = await Run(Most);
        Assert.Equal("Prune=confirm,Delete=confirm", stack.Field("Namespace", "shop", "metadata.annotations[\"argocd.argoproj.io/sync-options\"]"));
        Assert.True(stack.Single("kubernetes:core/v1:Namespace", "shop").Options.RetainOnDelete);
        Assert.True(stack.Single("kubernetes:helm.sh/v3:Release", "shop").Options.RetainOnDelete);
        Assert.Equal(("0 4 * * *", "168h0m0s", true), (stack.Field("Schedule", "shop", "spec.schedule"), stack.Field("Schedule", "shop", "spec.template.ttl"), stack.Field("Schedule", "shop", "spec.template.snapshotMoveData")));
        Assert.Equal(["AppBackupMissing", "AppBackupTooOld"], stack.Alerts("shop-alerts"));

        var nightly = await Run(Least with { Backup = new() });
        Assert.Empty(nightly.Names("Schedule"));
        Assert.True(nightly.Single("kubernetes:core/v1:Namespace", "shop").Options.RetainOnDelete);
    }

    [Fact]
    public async Task A_weaker_level_is_stated_with_its_reason()
    {
        var stack = await Run(Least with { PodSecurity = Components.Namespaces.PodSecurityLevel.Baseline, Reason = "its image starts as root" });
        Assert.Equal(
            ("baseline", "its image starts as root"),
            (stack.Field("Namespace", "shop", "metadata.labels[\"pod-security.kubernetes.io/enforce\"]"), stack.Field("Namespace", "shop", "metadata.annotations[\"basecamp.io/allow-bc011\"]")));
    }

    [Fact]
    public async Task A_component_without_the_database_and_cache_it_asks_for_says_so()
    {
        var stack = await RecordedStack.TryRunAsync(
            () =>
            {
                _ = new HelmApp("shop", new() { Platform = PlatformRun.Context(), Spec = Least with { Database = new() { Name = "shop" }, Cache = true } });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
            new());
        Assert.Equal(
            ["app 'shop'.database", "app 'shop'.cache"],
            Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception).Problems.Select(problem => problem.Path));
    }

    static Dictionary<string, string> Label(string key, string value) => new() { [key] = value };

    static Task<RecordedStack> Run(HelmAppSpec spec, DeliveryEngine engine = DeliveryEngine.Pulumi) => PlatformRun.Of(platform => Declare(platform, spec), engine);

    internal static void Declare(PlatformContext platform, HelmAppSpec spec, string name = "shop") => _ = new HelmApp(name, new()
    {
        Platform = platform with { Facts = platform.Facts with { Http = new() { Domain = "example.org", Routes = RouteKind.Ingress } } },
        Spec = spec,
        Database = new(new PostgresService("postgres", role => Output.CreateSecret(role == "shop" ? "the password" : "another")), "shop", "shop"),
        Cache = new ValkeyService(Output.CreateSecret("the-cache-password")),
        HasSnapshots = true,
    });
}
