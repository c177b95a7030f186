using Basecamp.Manifests.Reachability;
using Basecamp.Testing.Manifests;
using Basecamp.Testing.Tests.Programs;

namespace Basecamp.Testing.Tests.Manifests;

/// <summary>Network policies of a recorded stack, evaluated.</summary>
public class RecordedReachabilityTests
{
    static readonly ExternalAddresses Internet = ExternalAddresses.Internet();

    [Fact]
    public async Task A_recorded_stack_can_be_asked()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new KubernetesResource("core/v1:Namespace", "team", new()
        {
            ApiVersion = "v1",
            Kind = "Namespace",
            Metadata = new Pulumi.InputMap<object> { ["name"] = "team" },
        }));
        var pods = new PodGroup("team", "pods", new Dictionary<string, string>(), [80]);

        var model = ReachabilityModel.From(KubernetesManifests.From(stack), [pods, Internet], PolicyEngine.Cilium);

        Assert.Equal("internet -> team/pods: 80/TCP\nteam/pods -> internet: 443/TCP\nteam/pods -> team/pods: 80/TCP\n", model.Matrix().ToString());
    }

    [Fact]
    public async Task A_recorded_policy_that_cannot_be_seen_is_refused()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new KubernetesResource("networking.k8s.io/v1:NetworkPolicyPatch", "patch", new()
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "NetworkPolicy",
        }));

        var refusal = Assert.Throws<InvalidPolicyException>(() =>
            ReachabilityModel.From(KubernetesManifests.From(stack), [Internet], PolicyEngine.Kubernetes));

        Assert.Contains("patches an object that someone else owns", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }
}
