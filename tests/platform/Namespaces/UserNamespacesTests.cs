using Basecamp.Components.Delivery;
using Basecamp.Components.Namespaces;
using Basecamp.Components.UserNamespaces;
using Basecamp.Infra.Platform;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Namespaces;

public sealed class UserNamespacesTests
{
    [Fact]
    public async Task A_plain_namespace_denies_everything_but_DNS_and_its_own_pods()
    {
        var stack = await Of(new NamespaceSpec { Name = "shop" });
        Assert.Equal(
            [
                "LimitRange shop/defaults", "Namespace shop", "NetworkPolicy shop/allow-dns", "NetworkPolicy shop/allow-same-namespace-egress",
                "NetworkPolicy shop/allow-same-namespace-ingress", "NetworkPolicy shop/default-deny", "ResourceQuota shop/quota",
            ],
            Objects(stack));
        var deny = stack.Single("kubernetes:networking.k8s.io/v1:NetworkPolicy", "shop-default-deny");
        Assert.Equal("podSelector: {}\npolicyTypes:\n- Ingress\n- Egress\n", CanonicalYaml.Write((System.Collections.Immutable.ImmutableDictionary<string, object>)deny.Input("spec")!));
    }

    [Fact]
    public async Task The_tier_is_the_end_of_the_name_and_the_level_is_pinned_to_the_clusters_minor_version()
    {
        var stack = await Of(new NamespaceSpec { Name = "db", Tier = NamespaceTier.Core });
        var labels = (System.Collections.Immutable.ImmutableDictionary<string, object>)stack.Single("kubernetes:core/v1:Namespace", "db-core").Input("metadata.labels")!;
        Assert.Equal(
            [
                "app.kubernetes.io/managed-by=basecamp", "basecamp.io/tier=core", "pod-security.kubernetes.io/audit=restricted",
                "pod-security.kubernetes.io/enforce-version=v1.36", "pod-security.kubernetes.io/enforce=restricted", "pod-security.kubernetes.io/warn=restricted",
            ],
            labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_holds_state_is_only_forgotten_and_guarded_under_every_owner()
    {
        var stack = await Of(new NamespaceSpec { Name = "db", HoldsState = true }, new NamespaceSpec { Name = "web" });
        Assert.True(stack.Single("kubernetes:core/v1:Namespace", "db").Options.RetainOnDelete);
        Assert.False(stack.Single("kubernetes:core/v1:Namespace", "web").Options.RetainOnDelete);
        Assert.Equal("Prune=confirm,Delete=confirm", stack.Single("kubernetes:core/v1:Namespace", "db").Input("metadata.annotations[\"argocd.argoproj.io/sync-options\"]"));
        Assert.Null(stack.Single("kubernetes:core/v1:Namespace", "web").Input("metadata.annotations"));
    }

    [Fact]
    public async Task Under_GitOps_the_namespace_itself_stays_with_Pulumi_and_its_policies_go_to_git()
    {
        var stack = await PlatformRun.Of(
            platform => { _ = new UserNamespaces("namespaces", new() { Platform = platform, Namespaces = [new() { Name = "shop" }] }); }, DeliveryEngine.Argocd);
        Assert.Equal("cluster", stack.Single("kubernetes:core/v1:Namespace", "shop").Provider?.Name);
        Assert.Equal(
            ".rendered/gitops/test/platform/namespaces",
            stack.Single("kubernetes:networking.k8s.io/v1:NetworkPolicy", "shop-default-deny").Provider?.Input("renderYamlToDirectory"));
    }

    [Fact]
    public async Task A_client_gets_out_there_and_in_here_by_one_entry()
    {
        var stack = await Of(new NamespaceSpec { Name = "shop", From = [new() { Namespace = "traefik-system", Ports = [8080] }] });
        Assert.Equal(
            ["NetworkPolicy shop/traefik-system-to-shop", "NetworkPolicy traefik-system/traefik-system-to-shop"],
            Objects(stack).Where(each => each.Contains("-to-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Shop", "name", "is \"Shop\", but a namespace is a DNS label")]
    [InlineData("kube-shop", "name", "is \"kube-shop\", which Kubernetes keeps for itself")]
    [InlineData("default", "name", "which Kubernetes keeps for itself")]
    public void Names_that_Kubernetes_would_refuse_are_refused_here(string name, string path, string message) =>
        Refused(new NamespaceSpec { Name = name }, path, message);

    [Fact]
    public void Less_than_restricted_needs_a_reason() =>
        Refused(new NamespaceSpec { Name = "shop", PodSecurity = PodSecurityLevel.Privileged }, "reason", "is missing, but podSecurity is privileged");

    [Fact]
    public void Ports_are_ports() => Refused(new NamespaceSpec { Name = "shop", Internet = [443, 70000] }, "internet", "lists 70000");

    [Fact]
    public void Two_of_a_name_are_refused_and_two_of_different_tiers_are_not()
    {
        Assert.Equal(
            ["basecamp:platform.namespaces[1].name: is \"shop\", which another entry has too. Merge the two or rename one."],
            Problems(new NamespaceSpec { Name = "shop" }, new NamespaceSpec { Name = "shop" }));
        Assert.Empty(Problems(new NamespaceSpec { Name = "shop" }, new NamespaceSpec { Name = "shop", Tier = NamespaceTier.Core }));
    }

    static void Refused(NamespaceSpec spec, string path, string message)
    {
        var problem = Assert.Single(Problems(spec));
        Assert.StartsWith($"basecamp:platform.namespaces[0].{path}: ", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    static IEnumerable<string> Problems(params NamespaceSpec[] namespaces) => PlatformRules
        .Validate(new() { Namespaces = namespaces }, PlatformRun.Ha, DeliveryEngine.Pulumi, PlatformConfiguration.RootPath)
        .Select(problem => problem.ToString());

    static Task<RecordedStack> Of(params NamespaceSpec[] namespaces) =>
        PlatformRun.Of(platform => { _ = new UserNamespaces("namespaces", new() { Platform = platform, Namespaces = [.. namespaces] }); });

    static IEnumerable<string> Objects(RecordedStack stack) =>
        KubernetesManifests.From(stack).Objects.Select(each => each.ToString()).Order(StringComparer.Ordinal);
}
