using System.Globalization;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;

namespace Basecamp.Platform.Tests.Vault;

public sealed class VaultTests
{
    [Fact]
    public Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster() => SameUnderEveryDelivery.Holds(Install, charts: 2, "PrometheusRule", "NetworkPolicy");

    [Fact]
    public async Task The_seal_is_written_out_and_its_token_comes_from_a_secret_that_pulumi_never_makes()
    {
        var stack = await PlatformRun.Of(Install);
        var config = (string)stack.Value("vault", "server.ha.raft.config")!;
        // The chart sets VAULT_ADDR to the pod itself, which would win over what is not written.
        Assert.Contains("address         = \"http://vault-transit.vault-transit-core.svc:8200\"", config, StringComparison.Ordinal);
        Assert.Contains("key_name        = \"autounseal\"", config, StringComparison.Ordinal);
        Assert.Contains("mount_path      = \"transit/\"", config, StringComparison.Ordinal);
        Assert.DoesNotContain("token", config, StringComparison.Ordinal);
        Assert.Equal("VAULT_TOKEN", stack.Value("vault", "server.extraSecretEnvironmentVars[0].envName"));
        Assert.Equal("vault-transit-token", stack.Value("vault", "server.extraSecretEnvironmentVars[0].secretName"));
        Assert.Empty(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.Empty(stack.OfType("random:index/randomPassword:RandomPassword"));
    }

    // Until people have initialised it, no pod is ready: waiting for one would end every release as failed.
    [Fact]
    public async Task Nobody_waits_for_what_people_start()
    {
        var pulumi = await PlatformRun.Of(Install);
        Assert.All(new[] { "vault", "vault-transit" }, release => Assert.Equal(true, pulumi.Single("kubernetes:helm.sh/v3:Release", release).Input("skipAwait")));
        var flux = await PlatformRun.Of(Install, Components.Delivery.DeliveryEngine.Flux);
        Assert.All(new[] { "vault", "vault-transit" }, release => Assert.Equal((true, true), (
            flux.Field("HelmRelease", release, "spec.install.disableWait"), flux.Field("HelmRelease", release, "spec.upgrade.disableWait"))));
    }

    [Theory]
    [InlineData(PlatformProfile.Ha, 3)]
    [InlineData(PlatformProfile.Small, 1)]
    public async Task Every_server_knows_how_to_join_all_others(PlatformProfile profile, int servers)
    {
        var stack = await PlatformRun.Of(Install, profile: profile);
        var config = (string)stack.Value("vault", "server.ha.raft.config")!;
        Assert.Equal(servers, Convert.ToInt32(stack.Value("vault", "server.ha.replicas"), CultureInfo.InvariantCulture));
        Assert.Equal(servers, config.Split("retry_join").Length - 1);
        Assert.Contains($"http://vault-{servers - 1}.vault-internal:8200", config, StringComparison.Ordinal);
        Assert.Equal(config.Count(letter => letter == '{'), config.Count(letter => letter == '}'));
        Assert.Equal(servers > 1, stack.Value("vault", "server.ha.disruptionBudget.enabled"));
    }

    [Fact]
    public async Task The_transit_vault_lives_apart_and_only_vault_reaches_it()
    {
        var stack = await PlatformRun.Of(Install);
        const string Server = "{app.kubernetes.io/name=vault,component=server}";
        Assert.Equal(
            ["allow-same-namespace-ingress: vault-transit-core", $"vault-to-transit: {Server} vault-core{Server} 8200"],
            stack.Ingress("vault-transit-core"));
        Assert.Equal(
            ["allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 8200", "allow-same-namespace-ingress: vault-core"],
            stack.Ingress("vault-core"));
        Assert.Contains($"vault-to-transit: {Server} vault-transit-core{Server} 8200", stack.Egress("vault-core"));
        Assert.Equal(true, stack.Value("vault-transit", "server.standalone.enabled"));
        Assert.Equal("longhorn", stack.Value("vault-transit", "server.dataStorage.storageClass"));
        Assert.Equal("longhorn-database", stack.Value("vault", "server.dataStorage.storageClass"));
    }

    [Fact]
    public async Task Both_run_without_root_in_restricted_namespaces()
    {
        var stack = await PlatformRun.Of(Install);
        Assert.All(["vault", "vault-transit"], release =>
        {
            Assert.Equal("restricted", stack.Object("Namespace", $"{release}-core").Input("metadata.labels[\"pod-security.kubernetes.io/enforce\"]"));
            Assert.Equal(true, stack.Value(release, "server.statefulSet.securityContext.pod.runAsNonRoot"));
            Assert.Equal("RuntimeDefault", stack.Value(release, "server.statefulSet.securityContext.pod.seccompProfile.type"));
            Assert.Equal(false, stack.Value(release, "server.statefulSet.securityContext.container.allowPrivilegeEscalation"));
            Assert.Equal(false, stack.Value(release, "injector.enabled"));
        });
    }

    internal static void Install(PlatformContext platform) => _ = new Components.Vault.Vault(
        "vault", new() { Platform = platform, Classes = new StorageClasses("longhorn", "longhorn-database") });
}
