using Basecamp.Cli.Diff.Rules;

namespace Basecamp.Cli.Tests.Diff;

public sealed class RuleTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, RuleCases.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sees_the_change_and_not_its_twin(int index)
    {
        var rule = RuleCases.All[index];

        var found = Find(rule.Id, rule.Before, rule.After);
        var twins = Find(rule.Id, rule.TwinBefore ?? rule.Before, rule.Twin);

        Assert.Equal([(rule.Severity, rule.Says)], found.Select(finding => (finding.Severity, finding.Message)));
        Assert.Equal([], twins.Select(finding => finding.Message));
    }

    [Fact]
    public void Every_rule_has_a_case() => Assert.Equal(
        AllRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
        RuleCases.All.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_is_listed_and_has_an_id_of_its_own()
    {
        var types = typeof(IChangeRule).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IChangeRule)) && !type.IsAbstract);

        Assert.Equal(types.Select(type => type.Name).Order(StringComparer.Ordinal), AllRules.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Distinct(AllRules.All.Select(rule => rule.Id));
        Assert.All(AllRules.All, rule => Assert.Matches("^DG0[0-9]{2}$", rule.Id));
    }

    [Fact]
    public void Every_rule_is_documented_with_its_title()
    {
        var documented = File.ReadLines(Path.Combine(RealProcess.RepositoryRoot, "docs/diff.md"))
            .Where(line => line.StartsWith("| DG", StringComparison.Ordinal))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .Select(cells => $"{cells[1]} {cells[2]}");

        Assert.Equal(AllRules.All.Select(rule => $"{rule.Id} {rule.Title}").Order(StringComparer.Ordinal), documented);
    }

    [Fact]
    public void A_new_namespace_shows_whom_it_reaches()
    {
        var postgres = States.Object("networking.k8s.io/v1", "NetworkPolicy", "in",
            """
            spec:
              podSelector: {}
              ingress:
              - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]
                ports: [{port: 5432}]
            """, ns: "postgres-core");
        var shop = States.Object("v1", "Namespace", "shop", "", ns: null) + States.Object("networking.k8s.io/v1", "NetworkPolicy", "out",
            """
            spec:
              podSelector: {}
              policyTypes: [Ingress, Egress]
              egress: [{ports: [{port: 443}, {port: 5432}]}]
            """);

        var findings = Find("DG020", postgres, postgres + shop);

        Assert.Equal(
            [
                (Severity.Caution, "postgres-core", "shop/(other pods) → postgres-core/(other pods): 5432/TCP (NetworkPolicy postgres-core/in ingress[0])"),
                (Severity.Caution, "shop", "shop/(other pods) → internet: 443/TCP, 5432/TCP (NetworkPolicy shop/out egress[0])"),
            ],
            findings.Where(finding => finding.Severity > Severity.Notice).Select(finding => (finding.Severity, finding.App, Assert.Single(finding.Details))));
        Assert.Empty(Find("DG021", postgres, postgres + shop));
    }

    [Fact]
    public void A_removed_namespace_opens_nothing()
    {
        var both = RuleCases.All.First(rule => rule.Id == "DG021").Before;
        var other = States.Object("v1", "ConfigMap", "a", "data: {a: b}", ns: "elsewhere");

        Assert.Equal(["DG002"], States.Compare(both + other, other).Findings.Select(finding => finding.Rule.Id));
    }

    static IReadOnlyList<ChangeFinding> Find(string id, string before, string after) =>
        [.. States.Compare(before, after).Findings.Where(finding => finding.Rule.Id == id)];
}
