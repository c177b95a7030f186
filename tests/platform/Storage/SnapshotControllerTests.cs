using Basecamp.Components.Platform;
using Basecamp.Components.Storage;
using Basecamp.Platform.Tests.Delivery;

namespace Basecamp.Platform.Tests.Storage;

public sealed class SnapshotControllerTests
{
    [Fact]
    public Task Whoever_delivers_the_same_objects_reach_the_cluster() => SameUnderEveryDelivery.Holds(
        Install, charts: 0, "Deployment", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "PodDisruptionBudget");

    [Fact]
    public async Task Runs_without_root_in_a_restricted_namespace()
    {
        var stack = await PlatformRun.Of(Install);
        Assert.Equal("restricted", stack.Object("Namespace", "snapshots-system").Input("metadata.labels[\"pod-security.kubernetes.io/enforce\"]"));
        var deployment = stack.Object("Deployment", "snapshot-controller");
        var pod = "spec.template.spec";
        Assert.Equal(true, deployment.Input($"{pod}.securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", deployment.Input($"{pod}.securityContext.seccompProfile.type"));
        Assert.Equal(false, deployment.Input($"{pod}.containers[0].securityContext.allowPrivilegeEscalation"));
        Assert.Equal(true, deployment.Input($"{pod}.containers[0].securityContext.readOnlyRootFilesystem"));
        Assert.Equal("ALL", deployment.Input($"{pod}.containers[0].securityContext.capabilities.drop[0]"));
        Assert.Equal("registry.k8s.io/sig-storage/snapshot-controller:v8.6.0", deployment.Input($"{pod}.containers[0].image"));
    }

    [Fact]
    public async Task Talks_to_the_api_server_and_nobody_talks_to_it()
    {
        var stack = await PlatformRun.Of(Install);
        Assert.Equal(["allow-same-namespace-ingress: snapshots-system"], stack.Ingress("snapshots-system"));
        Assert.Equal(
            ["allow-api-server: kube-apiserver 6443", "allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-same-namespace-egress: snapshots-system"],
            stack.Egress("snapshots-system"));
    }

    [Fact]
    public async Task One_node_runs_one_without_a_budget()
    {
        Assert.Empty((await PlatformRun.Of(Install, profile: PlatformProfile.Small)).Names("PodDisruptionBudget"));
        Assert.Equal(["snapshot-controller"], (await PlatformRun.Of(Install)).Names("PodDisruptionBudget"));
    }

    static void Install(PlatformContext platform) => _ = new SnapshotController("snapshot-controller", new() { Platform = platform });
}
