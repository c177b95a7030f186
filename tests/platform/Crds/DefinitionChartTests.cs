using Basecamp.Components.Catalog;
using Basecamp.Components.Crds;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Platform.Tests.Crds;

/// <summary>What is applied of a file of definitions.</summary>
public sealed class DefinitionChartTests
{
    static readonly ManifestPin Bundle = new("example/widgets", "v1.2.3", ["crds/widgets.yaml", "crds/gadgets/widgets.yaml"]);

    const string Widgets = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: widgets.example.org
          annotations: { controller-gen.kubebuilder.io/version: v0.19.0 }
        spec:
          group: example.org
          versions:
          - name: v1
            schema:
              openAPIV3Schema:
                description: A widget.
                type: object
                properties:
                  description:
                    description: A property that is called description.
                    type: string
                    default: "on"
                  spec:
                    description: Many words.
                    properties:
                      parts:
                        items: { description: A part., type: object, additionalProperties: { description: Any., type: string } }
                        type: array
                      size:
                        anyOf:
                        - { description: As a number., type: integer }
                        - { type: string }
                        x-kubernetes-validations:
                        - { rule: 'self != "{{ .x }}"', message: must be set }
                    type: object
        status: { conditions: [] }
        """;

    static DefinitionChart Chart(string first = Widgets, string second = Widgets) => DefinitionChart.Of(Bundle, [first, second]);

    static YamlMappingNode Parsed(DefinitionChart chart, string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(chart.Files[path]));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    [Fact]
    public void A_chart_holds_its_description_one_template_and_a_file_for_each_path()
    {
        var chart = Chart();
        Assert.Equal(
            ["Chart.yaml", "definitions/000-widgets.yaml", "definitions/001-widgets.yaml", "templates/definitions.yaml"],
            chart.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("appVersion: v1.2.3", chart.Files["Chart.yaml"], StringComparison.Ordinal);
        Assert.Matches("^0\\.0\\.0-sha[0-9a-f]{16}$", chart.Version);
        Assert.Equal("widgets-v1.2.3", DefinitionChart.DirectoryOf(Bundle));
    }

    [Fact]
    public void Descriptions_of_schemas_go_and_properties_called_description_stay()
    {
        var text = Chart().Files["definitions/000-widgets.yaml"];

        foreach (var gone in new[] { "A widget.", "A property", "Many words.", "A part.", "Any.", "As a number." })
            Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
        var schema = Parsed(Chart(), "definitions/000-widgets.yaml")["spec"]["versions"][0]["schema"]["openAPIV3Schema"];
        Assert.Equal("string", schema["properties"]["description"]["type"].ToString());
        // Quoted as it was, or it would be a boolean.
        Assert.Contains("default: \"on\"", text, StringComparison.Ordinal);
        Assert.Contains("must be set", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_deletes_a_definition_with_its_release()
    {
        var root = Parsed(Chart(), "definitions/000-widgets.yaml");
        Assert.Equal("keep", root["metadata"]["annotations"]["helm.sh/resource-policy"].ToString());
        Assert.Equal("v0.19.0", root["metadata"]["annotations"]["controller-gen.kubebuilder.io/version"].ToString());
        Assert.False(root.Children.ContainsKey(new YamlScalarNode("status")));
    }

    [Fact]
    public void Text_of_a_definition_is_never_read_as_a_template() =>
        // The only template reads files, which Helm does not evaluate.
        Assert.Equal(["templates/definitions.yaml"], Chart().Files.Keys.Where(path => path.StartsWith("templates/", StringComparison.Ordinal)));

    [Fact]
    public void The_version_changes_with_the_content_and_only_then()
    {
        Assert.Equal(Chart().Version, Chart().Version);
        Assert.NotEqual(Chart().Version, Chart(second: Widgets.Replace("type: array", "type: object", StringComparison.Ordinal)).Version);
        Assert.Equal(Chart().Version, Chart(first: Widgets.Replace("Many words.", "Other words.", StringComparison.Ordinal)).Version);
    }

    [Fact]
    public void The_version_is_the_same_in_every_process() =>
        // A literal: a version that depends on the order of a hash table upgrades all definitions with every other `pulumi up`.
        Assert.Equal("0.0.0-sha6aa7f494379773f1", Chart().Version);

    [Theory]
    [InlineData("a: [", "crds/widgets.yaml is not valid YAML")]
    [InlineData("", "crds/widgets.yaml holds no Kubernetes object")]
    public void What_is_no_definition_is_named(string content, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => Chart(content)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Every_bundle_is_one_small_release_in_kube_system()
    {
        var stack = await PlatformRun.OfTier(Tier.Everything.Settings);
        var crds = stack.Resources.Select(resource => resource.Resource).OfType<CustomResourceDefinitions>().Single();
        var releases = stack.OfType("kubernetes:helm.sh/v3:Release").Where(release => release.Parent?.Resource == crds).ToList();

        Assert.Equal(crds.Bundles.Select(CustomResourceDefinitions.ReleaseNameOf), releases.Select(release => release.Input("name")));
        Assert.All(releases, release =>
        {
            Assert.Equal("kube-system", release.Input("namespace"));
            Assert.StartsWith("./.definitions/", (string)release.Input("chart")!, StringComparison.Ordinal);
        });
        Assert.Equal(releases.Count, releases.Select(release => release.Input("chart")).Distinct().Count());
    }
}
