using Basecamp.Components.Delivery;
using Basecamp.Manifests.Access;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tenants;

/// <summary>What the people and the git of a tenant may do, beside another tenant.</summary>
/// <remarks>Proves rights; that the API server holds people to them is Kubernetes' own affair.</remarks>
public sealed class TenantAccessTests
{
    static readonly Identity Member = Identity.User("eve", "team-shop");
    static readonly Identity Viewer = Identity.User("ann", "auditors");
    static readonly Identity Neighbour = Identity.User("bob", "team-blog");
    static readonly Identity Git = Identity.ServiceAccount("shop", "tenant-git");
    static readonly Identity AnyPod = Identity.ServiceAccount("shop", "default");

    static readonly Lazy<Task<AccessModel>> Access = new(async () => AccessModel.From(KubernetesManifests.From(await PlatformRun.Of(
        platform =>
        {
            TenantTests.Declare(platform, new()
            {
                Members = new() { Groups = ["team-shop"] },
                Viewers = new() { Groups = ["auditors"] },
                Git = new() { Url = "https://git.example.org/shop.git" },
            });
            TenantTests.Declare(platform, new() { Members = new() { Groups = ["team-blog"] } }, "blog");
        },
        DeliveryEngine.Flux))));

    static readonly string[] Changes = ["create", "update", "patch", "delete", "deletecollection"];

    public static TheoryData<string> Work =>
    [
        "pods", "pods/exec", "configmaps", "secrets", "services", "serviceaccounts", "persistentvolumeclaims", "deployments.apps", "statefulsets.apps", "daemonsets.apps", "jobs.batch", "cronjobs.batch",
        "horizontalpodautoscalers.autoscaling", "poddisruptionbudgets.policy",
    ];

    public static TheoryData<string> Walls =>
    [
        "namespaces", "resourcequotas", "limitranges", "networkpolicies.networking.k8s.io", "ciliumnetworkpolicies.cilium.io", "roles.rbac.authorization.k8s.io", "rolebindings.rbac.authorization.k8s.io",
        "clusterroles.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io", "ingresses.networking.k8s.io", "httproutes.gateway.networking.k8s.io", "ingressroutes.traefik.io",
        "certificates.cert-manager.io", "servicemonitors.monitoring.coreos.com", "podmonitors.monitoring.coreos.com", "prometheusrules.monitoring.coreos.com", "kustomizations.kustomize.toolkit.fluxcd.io",
        "gitrepositories.source.toolkit.fluxcd.io", "helmreleases.helm.toolkit.fluxcd.io", "applications.argoproj.io", "appprojects.argoproj.io", "externalsecrets.external-secrets.io", "endpoints",
        "endpointslices.discovery.k8s.io", "persistentvolumes", "nodes", "nodes/proxy", "priorityclasses.scheduling.k8s.io", "storageclasses.storage.k8s.io", "serviceaccounts/token",
        "validatingwebhookconfigurations.admissionregistration.k8s.io", "customresourcedefinitions.apiextensions.k8s.io", "certificatesigningrequests.certificates.k8s.io",
    ];

    [Theory]
    [MemberData(nameof(Work))]
    public async Task Members_work_in_their_namespace_and_nowhere_else(string resource)
    {
        var access = await Access.Value;
        Assert.True(access.Can(Member, "create", resource, "shop"));
        Assert.True(access.Can(Neighbour, "create", resource, "blog"));
        Assert.All(new[] { "get", "create" }, verb =>
        {
            Assert.False(access.Can(Member, verb, resource, "blog"));
            Assert.False(access.Can(Member, verb, resource, "argocd-system"));
            Assert.False(access.Can(Member, verb, resource, "kube-system"));
            Assert.False(access.Can(Member, verb, resource));
            Assert.False(access.Can(Neighbour, verb, resource, "shop"));
        });
    }

    [Theory]
    [MemberData(nameof(Walls))]
    public async Task What_holds_a_tenant_in_nobody_of_it_can_change(string resource)
    {
        var access = await Access.Value;
        foreach (var who in new[] { Member, Viewer, Git, AnyPod })
            Assert.All(Changes, verb => Assert.False(access.Can(who, verb, resource, "shop") || access.Can(who, verb, resource), $"{who} may {verb} {resource}"));
    }

    [Theory]
    [InlineData("bind", "roles.rbac.authorization.k8s.io")]
    [InlineData("bind", "clusterroles.rbac.authorization.k8s.io")]
    [InlineData("escalate", "roles.rbac.authorization.k8s.io")]
    [InlineData("escalate", "clusterroles.rbac.authorization.k8s.io")]
    [InlineData("impersonate", "users")]
    [InlineData("impersonate", "groups")]
    [InlineData("impersonate", "serviceaccounts")]
    [InlineData("use", "podsecuritypolicies.policy")]
    [InlineData("approve", "signers.certificates.k8s.io")]
    public async Task Nobody_of_a_tenant_becomes_more_than_they_are(string verb, string resource)
    {
        var access = await Access.Value;
        Assert.All(new[] { Member, Viewer, Git, AnyPod }, who => Assert.False(access.Can(who, verb, resource, "shop") || access.Can(who, verb, resource)));
    }

    [Fact]
    public async Task Members_see_their_limits_and_policies()
    {
        var access = await Access.Value;
        Assert.All(
            new[] { "resourcequotas", "limitranges", "events", "networkpolicies.networking.k8s.io", "ingresses.networking.k8s.io", "pods.metrics.k8s.io" },
            resource => Assert.True(access.Can(Member, "list", resource, "shop") && access.Can(Viewer, "list", resource, "shop")));
        Assert.True(access.Can(Member, "get", "pods/log", "shop"));
        Assert.True(access.Can(Member, "get", "namespaces", "shop", "shop"));
        Assert.False(access.Can(Member, "list", "namespaces"));
    }

    [Theory]
    [MemberData(nameof(Work))]
    public async Task Viewers_look_and_change_nothing_and_see_no_Secret(string resource)
    {
        var access = await Access.Value;
        Assert.Equal(resource is not ("secrets" or "pods/exec"), access.Can(Viewer, "get", resource, "shop"));
        Assert.All(Changes, verb => Assert.False(access.Can(Viewer, verb, resource, "shop")));
        Assert.False(access.Can(Viewer, "get", resource, "blog"));
    }

    [Theory]
    [MemberData(nameof(Work))]
    public async Task Its_git_can_do_what_its_members_can_and_its_pods_nothing(string resource)
    {
        var access = await Access.Value;
        Assert.True(access.Can(Git, "create", resource, "shop"));
        Assert.False(access.Can(Git, "create", resource, "blog"));
        Assert.All(new[] { "get", "list", "create" }, verb => Assert.False(access.Can(AnyPod, verb, resource, "shop")));
    }

    [Fact]
    public async Task What_Argo_CD_takes_from_its_git_is_what_its_members_may_write()
    {
        var stack = await TenantTests.Run(new() { Members = new() { Groups = ["team-shop"] }, Git = new() { Url = "https://git.example.org/shop.git" } }, DeliveryEngine.Argocd);
        var access = AccessModel.From(KubernetesManifests.From(stack));
        var kinds = (System.Collections.Immutable.ImmutableArray<object>)stack.Field("AppProject", "tenant-shop", "spec.namespaceResourceWhitelist")!;
        Assert.NotEmpty(kinds);
        Assert.All(kinds.Cast<System.Collections.Immutable.ImmutableDictionary<string, object>>(), kind =>
        {
            var (group, plural) = ((string)kind["group"], $"{((string)kind["kind"]).ToLowerInvariant()}s");
            Assert.True(access.Can(Member, "create", group.Length == 0 ? plural : $"{plural}.{group}", "shop"), plural);
        });
    }
}
