using Basecamp.Cli.Diff.Rules;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>Pods are judged alike, whatever kind of object starts them.</summary>
public sealed class WorkloadKindTests
{
    const string Deployment = "apiVersion: apps/v1\nkind: Deployment";

    static readonly string[] ForStatefulSets = ["DG041", "DG042", "DG050", "DG053"];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var (index, rule) in RuleCases.All.Index().Where(rule => IsAboutPods(rule.Item)))
            {
                cases.Add(index, "argoproj.io/v1alpha1 Rollout");
                if (ForStatefulSets.Contains(rule.Id))
                    cases.Add(index, "apps/v1 StatefulSet");
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_is_as_grave_in_every_workload(int index, string kind)
    {
        var rule = RuleCases.All[index];

        var found = States.Compare(In(kind, rule.Before), In(kind, rule.After)).Findings.Where(finding => finding.Rule.Id == rule.Id);

        Assert.Equal([(rule.Severity, rule.Says)], found.Select(finding => (finding.Severity, finding.Message)));
    }

    [Fact]
    public void Every_rule_about_pods_takes_part()
    {
        var rules = RuleCases.All.Where(IsAboutPods).Select(rule => rule.Id).ToHashSet();

        Assert.Superset(new HashSet<string> { "DG041", "DG042", "DG043", "DG050", "DG051", "DG053", "DG060", "DG062", "DG063" }, rules);
    }

    [Fact]
    public void A_Rollout_that_becomes_privileged_root_and_latest_is_dangerous_three_times()
    {
        var before = In("argoproj.io/v1alpha1 Rollout", States.Deployment());
        var after = In("argoproj.io/v1alpha1 Rollout", States.Deployment("registry.example/web:latest", security: "{privileged: true, runAsUser: 0}"));

        var dangers = States.Compare(before, after).Findings.Where(finding => finding.Severity == Severity.Danger);

        Assert.Equal(["DG041", "DG042", "DG050"], dangers.Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal));
    }

    // What is immutable differs from kind to kind.
    static bool IsAboutPods(RuleCase rule) => rule.Id != "DG010" && rule.Before.Contains(Deployment) && rule.After.Contains(Deployment);

    static string In(string kind, string yaml) => kind.Split(' ') is [var version, var name]
        ? yaml.Replace(Deployment, $"apiVersion: {version}\nkind: {name}", StringComparison.Ordinal)
        : throw new ArgumentException(kind);
}
