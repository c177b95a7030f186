using System.Collections.Immutable;
using Basecamp.Manifests.Pods;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Tests.Pods;

/// <summary>What decides which nodes a pod may run on, as Kubernetes documents it.</summary>
public class NodeAssignmentTests
{
    static ImmutableDictionary<string, object> Map(string yaml) => ManifestYaml.ReadMaps(yaml).Single();

    [Theory]
    [InlineData("{key: a, operator: In, values: [x, y]}", "y", true)]
    [InlineData("{key: a, operator: In, values: [x, y]}", "z", false)]
    [InlineData("{key: a, operator: In, values: [x]}", null, false)]
    [InlineData("{key: a, operator: NotIn, values: [x]}", "x", false)]
    [InlineData("{key: a, operator: NotIn, values: [x]}", "y", true)]
    [InlineData("{key: a, operator: NotIn, values: [x]}", null, true)]
    [InlineData("{key: a, operator: Exists}", "", true)]
    [InlineData("{key: a, operator: Exists}", null, false)]
    [InlineData("{key: a, operator: DoesNotExist}", null, true)]
    [InlineData("{key: a, operator: DoesNotExist}", "", false)]
    [InlineData("{key: a, operator: Gt, values: ['7']}", "8", true)]
    [InlineData("{key: a, operator: Gt, values: ['7']}", "7", false)]
    [InlineData("{key: a, operator: Lt, values: ['7']}", "-1", true)]
    [InlineData("{key: a, operator: Lt, values: ['7']}", "7", false)]
    [InlineData("{key: a, operator: Lt, values: ['7']}", "many", false)]
    [InlineData("{key: a, operator: Gt, values: ['7']}", null, false)]
    public void An_expression_is_met_by_the_value_of_its_label(string expression, string? value, bool isMet) =>
        Assert.Equal(isMet, LabelExpression.IsMet(Map(expression), value));

    [Theory]
    [InlineData("{key: dedicated, value: db, effect: NoSchedule}", true)]
    [InlineData("{key: dedicated, operator: Equal, value: db}", true)]
    [InlineData("{key: dedicated, operator: Equal, value: web}", false)]
    [InlineData("{key: dedicated}", false)]
    [InlineData("{key: dedicated, operator: Exists}", true)]
    [InlineData("{key: dedicated, operator: Exists, effect: NoExecute}", false)]
    [InlineData("{key: other, operator: Exists}", false)]
    [InlineData("{operator: Exists}", true)]
    [InlineData("{operator: Exists, effect: NoSchedule}", true)]
    [InlineData("{operator: Exists, effect: NoExecute}", false)]
    [InlineData("{value: db}", false)]
    [InlineData("{key: '', operator: Exists, effect: ''}", true)]
    public void A_toleration_matches_a_taint_by_key_value_and_effect(string toleration, bool matches) =>
        Assert.Equal(matches, Toleration.Matches(Map(toleration), "dedicated", "db", "NoSchedule"));

    [Theory]
    [InlineData("containers: [{resources: {requests: {cpu: 100m}}}, {resources: {limits: {cpu: 200m}}}]", 0.3, true)]
    [InlineData("containers: [{resources: {requests: {cpu: 100m}}}, {}]", 0.6, false)]
    [InlineData("{initContainers: [{resources: {requests: {cpu: 2}}}], containers: [{resources: {requests: {cpu: 100m}}}]}", 2, true)]
    [InlineData("{initContainers: [{restartPolicy: Always, resources: {requests: {cpu: 1}}}], containers: [{resources: {requests: {cpu: 100m}}}]}", 1.1, true)]
    [InlineData("{initContainers: [{restartPolicy: Always}], containers: [{resources: {requests: {cpu: 100m}}}]}", 0.6, false)]
    [InlineData("{overhead: {cpu: 50m}, containers: [{resources: {requests: {cpu: 100m}}}]}", 0.15, true)]
    public void A_pod_asks_for_its_containers_or_for_what_runs_before_them(string spec, double cores, bool isWritten)
    {
        Assert.Equal(cores, PodAmounts.Of(Map(spec), "cpu", otherwise: 0.5), 6);
        Assert.Equal(isWritten, PodAmounts.AreWritten(Map(spec), "cpu"));
    }
}
