using Basecamp.Cluster.Doctor;
using Basecamp.Tests;

namespace Basecamp.Cluster.Tests.Doctor;

public sealed class DiagnosisTests
{
    public static TheoryData<string, int> Causes
    {
        get
        {
            var causes = new TheoryData<string, int>();
            foreach (var (index, cause) in PreparedCauses.All.Index())
                causes.Add(cause.Check, index);
            return causes;
        }
    }

    [Fact]
    public void A_healthy_cluster_has_nothing() => Assert.Equal("", Text(Diagnosis.Of(HealthyCluster.Create().Read())));

    [Theory]
    [MemberData(nameof(Causes))]
    public void The_first_finding_names_the_prepared_cause(string check, int index)
    {
        var cause = PreparedCauses.All[index];

        var diagnosis = Diagnosis.Of(cause.Break(HealthyCluster.Create()).Read());

        Assert.NotEmpty(diagnosis.Causes);
        Assert.True((check, cause.Subject) == (diagnosis.Causes[0].Finding.Check, diagnosis.Causes[0].Subject.ToString()), Text(diagnosis));
        Assert.True(diagnosis.Causes.Count == 1, $"What follows from it is folded under it:\n{Text(diagnosis)}");
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Each_finding_has_evidence_a_command_and_a_runbook_that_exists(string check, int index)
    {
        var diagnosis = Diagnosis.Of(PreparedCauses.All[index].Break(HealthyCluster.Create()).Read());

        Assert.All(diagnosis.Causes, cause =>
        {
            Assert.NotEmpty(cause.Finding.Evidence);
            Assert.NotEmpty(cause.Finding.Commands);
            Assert.True(File.Exists(RepositoryFiles.PathOf(cause.Finding.Runbook!)), $"{check}: {cause.Finding.Runbook}");
        });
    }

    [Fact]
    public void There_are_enough_causes() => Assert.True(PreparedCauses.All.Select(cause => cause.Check).Distinct().Count() >= 90);

    static string Text(Diagnosis diagnosis) => string.Join('\n', diagnosis.Causes.Select(cause =>
        $"{cause.Finding.Severity} {cause.Finding.Check} {cause.Subject}: {cause.Finding.What} | {cause.Finding.Cause} | {string.Join(" / ", cause.Finding.Evidence)}"
        + string.Concat(cause.Symptoms.Select(symptom => $"\n    {symptom.Finding.Check} {symptom.Subject}"))));
}
