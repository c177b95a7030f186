using Basecamp.Components.Platform;
using Basecamp.Components.Secrets;
using Basecamp.Platform.Tests.Delivery;

namespace Basecamp.Platform.Tests.Secrets;

public sealed class SecretsTests
{
    [Fact]
    public Task Sealed_secrets_are_the_same_whoever_delivers() => SameUnderEveryDelivery.Holds(Sealed(new()), charts: 1, "PrometheusRule");

    [Fact]
    public Task External_secrets_are_the_same_whoever_delivers() => SameUnderEveryDelivery.Holds(WithVault, charts: 3, "ClusterSecretStore", "PrometheusRule");

    [Theory]
    [InlineData(30, "720h")]
    [InlineData(0, "0")]
    public async Task Keys_are_renewed_as_often_as_wished(int days, string period)
    {
        var stack = await PlatformRun.Of(Sealed(new() { KeyRenewalDays = days }));
        Assert.Equal(period, stack.Value("sealed-secrets", "keyrenewperiod"));
        Assert.Equal("sealed-secrets-controller", stack.Value("sealed-secrets", "fullnameOverride"));
    }

    [Fact]
    public async Task A_lost_namespace_of_sealing_keys_takes_a_decision()
    {
        var ns = (await PlatformRun.Of(Sealed(new()))).Object("Namespace", "sealed-secrets-system");
        Assert.True(ns.Options.RetainOnDelete);
        Assert.Equal("Prune=confirm,Delete=confirm", ns.Input("metadata.annotations[\"argocd.argoproj.io/sync-options\"]"));
    }

    [Fact]
    public async Task Kubeseal_and_prometheus_reach_the_controller_and_nobody_else()
    {
        var stack = await PlatformRun.Of(Sealed(new()));
        Assert.Equal(
            [
                "allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 8081", "allow-same-namespace-ingress: sealed-secrets-system",
                "allow-webhooks: host|kube-apiserver|remote-node 8080",
            ],
            stack.Ingress("sealed-secrets-system"));
    }

    [Fact]
    public async Task The_webhook_that_every_change_waits_for_runs_twice_with_a_budget()
    {
        var stack = await PlatformRun.Of(WithVault);
        Assert.Equal(2d, Convert.ToDouble(stack.Value("external-secrets", "webhook.replicaCount"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(true, stack.Value("external-secrets", "webhook.podDisruptionBudget.enabled"));
        Assert.Equal(false, stack.Value("external-secrets", "installCRDs"));
    }

    [Fact]
    public async Task With_a_vault_there_is_a_store_that_reads_it_as_one_service_account()
    {
        var stack = await PlatformRun.Of(WithVault);
        var store = stack.Object("ClusterSecretStore", "vault");
        Assert.Equal("http://vault.vault-core.svc:8200", store.Input("spec.provider.vault.server"));
        Assert.Equal("external-secrets", store.Input("spec.provider.vault.auth.kubernetes.serviceAccountRef.name"));
        Assert.Equal("external-secrets-system", store.Input("spec.provider.vault.auth.kubernetes.serviceAccountRef.namespace"));
        Assert.Contains(
            "external-secrets-to-vault: {app.kubernetes.io/name=vault,component=server} external-secrets-system{app.kubernetes.io/name=external-secrets} 8200",
            stack.Ingress("vault-core"));
    }

    [Fact]
    public async Task Without_a_vault_there_is_no_store_and_no_way_to_one()
    {
        var stack = await PlatformRun.Of(platform => _ = new ExternalSecrets("external-secrets", new() { Platform = platform }));
        Assert.Empty(stack.Names("ClusterSecretStore"));
        Assert.DoesNotContain(stack.Egress("external-secrets-system"), rule => rule.Contains("vault", StringComparison.Ordinal));
    }

    static Action<PlatformContext> Sealed(SealedSecretsSpec spec) => platform =>
        _ = new SealedSecrets("sealed-secrets", new() { Platform = platform, Spec = spec });

    static void WithVault(PlatformContext platform)
    {
        var vault = new Components.Vault.Vault("vault", new() { Platform = platform });
        _ = new ExternalSecrets("external-secrets", new() { Platform = platform, Vault = vault, After = [vault] });
    }
}
