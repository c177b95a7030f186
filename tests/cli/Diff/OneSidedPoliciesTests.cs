namespace Basecamp.Cli.Tests.Diff;

/// <summary>A policy that can be read as a whole can be read for each direction, too.</summary>
public sealed class OneSidedPoliciesTests
{
    [Theory]
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {app: api}}]}]\n  egress: []")]
    [InlineData("egress: [{toEndpoints: [{matchLabels: {app: api}}]}]\n  ingress: []")]
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {app: api}}]}]\n  egressDeny: []")]
    [InlineData("ingress: []\n  egress: [{}]")]
    [InlineData("enableDefaultDeny: {ingress: true, egress: false}\n  egress: [{toEndpoints: [{matchLabels: {app: api}}]}]")]
    [InlineData("ingressDeny: [{fromEntities: [world]}]")]
    public void Of_Cilium(string rules) => Compare("cilium.io/v2", "CiliumNetworkPolicy", $"endpointSelector: {{matchLabels: {{app: db}}}}\n  {rules}");

    [Theory]
    [InlineData("ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]\n  egress: []")]
    [InlineData("egress: [{to: [{podSelector: {matchLabels: {app: api}}}]}]\n  ingress: []")]
    [InlineData("policyTypes: [Egress]\n  ingress: []\n  egress: [{}]")]
    [InlineData("policyTypes: []\n  egress: []")]
    [InlineData("policyTypes: [Ingress, Egress]")]
    public void Of_Kubernetes(string rules) => Compare("networking.k8s.io/v1", "NetworkPolicy", $"podSelector: {{matchLabels: {{app: db}}}}\n  {rules}");

    // Appearing, changing and going away: none of it may fail, and no policy may be left unread.
    static void Compare(string apiVersion, string kind, string spec)
    {
        var workload = States.Deployment();
        var with = workload + States.Object(apiVersion, kind, "db", $"spec:\n  {spec}");
        foreach (var (before, after) in new[] { (workload, with), (with, workload), (with, with.Replace("app: db", "app: web", StringComparison.Ordinal)) })
            Assert.DoesNotContain("DG022", States.Compare(before, after).Findings.Select(finding => finding.Rule.Id));
    }
}
