using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Basecamp.Platform.Tests.Kyverno;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Tenants;

/// <summary>What the API server refuses a tenant beyond its rights, evaluated as written into the policy.</summary>
public sealed class TenantAdmissionTests
{
    static readonly Lazy<Task<RecordedStack>> Stack = new(() => TenantTests.Run(new() { Members = new() { Groups = ["team-shop"] } }));

    [Theory]
    [InlineData("ConfigMap", """{ "metadata": { "name": "a" } }""", true)]
    [InlineData("ConfigMap", """{ "metadata": { "name": "a", "labels": { "app": "x" }, "annotations": { "example.org/reflector.v1.k8s.emberstack.com": "x" } } }""", true)]
    [InlineData("Secret", """{ "metadata": { "annotations": { "reflector.v1.k8s.emberstack.com/reflection-auto-enabled": "true" } } }""", false)]
    [InlineData("Secret", """{ "metadata": { "annotations": { "a": "b", "reflector.v1.k8s.emberstack.com/reflects": "cert-manager/key" } } }""", false)]
    [InlineData("ConfigMap", """{ "metadata": { "labels": { "grafana_datasource": "1" } } }""", false)]
    [InlineData("ConfigMap", """{ "metadata": { "labels": { "grafana_dashboard": "1" } } }""", false)]
    [InlineData("Service", """{ "metadata": { "name": "a" }, "spec": { "type": "ClusterIP" } }""", true)]
    [InlineData("Service", """{ "metadata": { "name": "a" }, "spec": { "externalIPs": ["192.168.1.1"] } }""", false)]
    public async Task What_would_act_outside_of_a_tenant_is_refused(string kind, string json, bool accepted)
    {
        var variables = new Dictionary<string, object?>
        {
            ["object"] = Cel.Of(JsonNode.Parse(json)),
            ["request"] = Cel.Of(JsonNode.Parse($$"""{ "kind": { "kind": "{{kind}}" } }""")),
        };
        var expressions = await Expressions("validations");
        Assert.Equal(3, expressions.Count);
        Assert.Equal(accepted, expressions.All(expression => Cel.Evaluate(expression, variables) is true));
    }

    [Theory]
    [InlineData("system:serviceaccount:reflector-system:reflector", false)]
    [InlineData("system:serviceaccount:argocd-system:argocd-application-controller", true)]
    [InlineData("system:serviceaccount:shop:tenant-git", true)]
    [InlineData("ann@example.com", true)]
    public async Task It_is_asked_whoever_writes_but_Reflector_itself(string user, bool asked) => Assert.Equal(
        asked,
        Cel.Evaluate(Assert.Single(await Expressions("matchConditions")), new Dictionary<string, object?> { ["request"] = Cel.Of(JsonNode.Parse($$"""{ "userInfo": { "username": "{{user}}" } }""")) }));

    [Fact]
    public async Task It_is_for_the_tenants_namespaces_and_their_objects()
    {
        var stack = await Stack.Value;
        Assert.Equal("shop", stack.Field("ValidatingAdmissionPolicyBinding", "tenant-shop", "spec.matchResources.namespaceSelector.matchLabels[\"basecamp.io/tenant\"]"));
        Assert.Equal(("tenant-shop", "Fail"), (
            stack.Field("ValidatingAdmissionPolicyBinding", "tenant-shop", "spec.policyName"), stack.Field("ValidatingAdmissionPolicy", "tenant-shop", "spec.failurePolicy")));
        Assert.Equal(["Deny"], Found.Texts(stack.Field("ValidatingAdmissionPolicyBinding", "tenant-shop", "spec.validationActions")));
        Assert.Equal(["configmaps", "secrets", "services"], Found.Texts(stack.Field("ValidatingAdmissionPolicy", "tenant-shop", "spec.matchConstraints.resourceRules[0].resources")));
        Assert.Empty(stack.Unpublished());
    }

    static async Task<IReadOnlyList<string>> Expressions(string section) =>
        [.. ((ImmutableArray<object>)(await Stack.Value).Field("ValidatingAdmissionPolicy", "tenant-shop", $"spec.{section}")!).Select(each => (string)((ImmutableDictionary<string, object>)each)["expression"])];
}
