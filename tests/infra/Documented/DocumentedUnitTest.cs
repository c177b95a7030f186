using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Basecamp.Infra.Tests.Documented;

public sealed class WebServiceTests
{
    [Fact]
    public async Task Nobody_reaches_a_web_service_unless_a_policy_says_so()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new WebService("web"));

        var policy = stack.Single("kubernetes:networking.k8s.io/v1:NetworkPolicy");
        Assert.Equal("Ingress", policy.Input("spec.policyTypes[0]"));
        Assert.Empty(stack.Findings(SecretGuardrails.All));
    }

    // Your component.
    sealed class WebService : ComponentResource
    {
        public WebService(string name)
            : base("shop:index:WebService", name) => _ = new NetworkPolicy(
                $"{name}-deny",
                new() { Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress" } } },
                new() { Parent = this });
    }
}
