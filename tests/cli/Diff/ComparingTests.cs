using Basecamp.Cli.Diff.Comparing;
using static Basecamp.Cli.Tests.Diff.States;

namespace Basecamp.Cli.Tests.Diff;

public sealed class ComparingTests
{
    static string Map(string data, string name = "a") => Object("v1", "ConfigMap", name, data);

    [Fact]
    public void Equal_states_have_no_change_wherever_and_in_whatever_order_objects_are_written()
    {
        var (a, b) = (Map("data: {x: '1', y: '2'}"), Map("data: {z: '3'}", "b"));

        Assert.Equal("no change", Compare(a + b, b + a.Replace("{x: '1', y: '2'}", "{y: \"2\", x: \"1\"}")).Summary());
    }

    [Fact]
    public void Another_version_of_the_same_api_is_a_change_of_the_object()
    {
        var before = Object("apps/v1beta1", "Deployment", "web", "spec: {replicas: 1}");

        Assert.Equal(["- apiVersion: apps/v1beta1", "+ apiVersion: apps/v1"], Lines(before, before.Replace("v1beta1", "v1")));
    }

    [Fact]
    public void The_same_kind_of_another_group_is_another_object()
    {
        var report = Compare(Object("v1", "Service", "web", "spec: {}"), Object("serving.knative.dev/v1", "Service", "web", "spec: {a: b}"));

        Assert.Equal([ChangeKind.Added, ChangeKind.Removed], report.Objects.Select(change => change.Kind).Order(Comparer<ChangeKind>.Default));
    }

    [Theory]
    [InlineData("containers: [{name: a, image: x}, {name: b, image: y}]", "containers: [{name: new, image: n}, {name: a, image: x}, {name: b, image: z}]",
        "- spec.containers[b].image: y", "+ spec.containers[b].image: z", "+ spec.containers[new]: {image: n, name: new}")]
    [InlineData("env: [{name: A, value: '1'}]", "env: [{name: B, value: '2'}]", "- spec.env[A]: {name: A, value: 1}", "+ spec.env[B]: {name: B, value: 2}")]
    [InlineData("ports: [{containerPort: 80}, {containerPort: 53, protocol: UDP}]", "ports: [{containerPort: 53, protocol: UDP}, {containerPort: 80, protocol: TCP}]",
        "+ spec.ports[80].protocol: TCP")]
    [InlineData("verbs: [get, list]", "verbs: [watch, get]", "- spec.verbs[list]: list", "+ spec.verbs[watch]: watch")]
    [InlineData("args: [--a, --b, --c]", "args: [--a, --c]", "- spec.args[1]: --b")]
    [InlineData("rules: [{from: a, ports: 1}, {from: b, ports: 2}]", "rules: [{from: c, ports: 3}, {from: a, ports: 1}, {from: b, ports: 4}]",
        "+ spec.rules[0]: {from: c, ports: 3}", "- spec.rules[2].ports: 2", "+ spec.rules[2].ports: 4")]
    [InlineData("verbs: [get, list]", "verbs: [list, get]", "- spec.verbs: [get, list]", "+ spec.verbs: [list, get]")]
    [InlineData("a.b/c: x", "a.b/c: y", "- spec[\"a.b/c\"]: x", "+ spec[\"a.b/c\"]: y")]
    [InlineData("x: 1", "x: '1'", "- spec.x: 1", "+ spec.x: 1")]
    public void Items_of_lists_are_compared_with_what_they_were(string before, string after, params string[] lines) =>
        Assert.Equal(lines, Lines(Object("v1", "Thing", "a", $"spec: {{{before}}}"), Object("v1", "Thing", "a", $"spec: {{{after}}}")));

    [Fact]
    public void Long_texts_are_shown_line_by_line()
    {
        var before = string.Concat(Enumerable.Range(1, 30).Select(line => $"    line {line}\n"));

        Assert.Equal(
            ["@ data[\"app.conf\"]", "  line 13", "  line 14", "- line 15", "+ other", "  line 16", "  line 17"],
            Lines(Map($"data:\n  app.conf: |\n{before}"), Map($"data:\n  app.conf: |\n{before.Replace("line 15", "other")}")));
    }

    [Fact]
    public void Json_on_one_line_is_broken_into_lines()
    {
        static string Dashboard(int refresh) => $$"""{"title": "a long title", "panels": [{"id": 1, "title": "requests per second"}, {"id": 2, "title": "errors"}], "refresh": {{refresh}}, "schemaVersion": 41}""";

        var lines = Lines(Map($"data: {{d.json: '{Dashboard(10)}'}}"), Map($"data: {{d.json: '{Dashboard(30)}'}}"));

        Assert.Contains("-   \"refresh\": 10,", lines);
        Assert.Contains("+   \"refresh\": 30,", lines);
    }

    [Fact]
    public void What_the_server_adds_does_not_count()
    {
        var plain = Map("data: {a: b}");

        Assert.Empty(Compare(plain, plain.Replace("name: a", "name: a\n  uid: 1-2\n  resourceVersion: '7'\n  managedFields: [{manager: x}]").Replace("\ndata:", "\nstatus: {x: y}\ndata:")).Objects);
    }

    [Fact]
    public void A_state_with_several_clusters_keeps_them_apart()
    {
        static Basecamp.Cli.Diff.Model.DiffSide Side(string a, string b) => new("side", Basecamp.Cli.Diff.Reading.RenderReader.Read(
            new Dictionary<string, string> { ["clusters/a/x.yaml"] = Map($"data: {{v: {a}}}"), ["clusters/b/x.yaml"] = Map($"data: {{v: {b}}}") }, isRender: false));

        var change = Assert.Single(Basecamp.Cli.Diff.Output.DiffReport.Of(Side("one", "two"), Side("one", "three")).Objects);

        Assert.Equal("clusters/b/x.yaml", change.Object.Place);
    }

    [Fact]
    public void Templates_and_other_text_are_compared_as_text_and_secrets_in_them_are_not_shown()
    {
        static Basecamp.Cli.Diff.Model.DiffSide Side(string text) => new("side", Basecamp.Cli.Diff.Reading.RenderReader.Read(
            new Dictionary<string, string> { ["chart/templates/x.yaml"] = text }, isRender: false));

        var template = Basecamp.Cli.Diff.Output.DiffReport.Of(Side("{{ if a }}\nx: 1\n"), Side("{{ if a }}\nx: 2\n"));
        var secret = Basecamp.Cli.Diff.Output.DiffReport.Of(Side("{{ x }}\nkind: Secret\npassword: hunter2hunter2\n"), Side("{{ x }}\nkind: Secret\npassword: hunter3hunter3\n"));

        Assert.Single(template.Objects);
        Assert.DoesNotContain("hunter", new Basecamp.Cli.Diff.Output.DiffMarkdown(secret, 60000).Write(), StringComparison.Ordinal);
        Assert.Single(secret.Objects);
    }
}
