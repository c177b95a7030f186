using Basecamp.Components.Delivery;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Components.Crds;

/// <summary>What is changed in a file of definitions before it is applied: no descriptions, and nothing ever deletes them.</summary>
static class DefinitionManifest
{
    static readonly YamlScalarNode Description = new("description");

    // Where a schema holds other schemas: by name, one or several, and lists of them.
    static readonly string[] Maps = ["properties", "patternProperties", "definitions", "dependencies"];
    static readonly string[] Singles = ["items", "additionalProperties", "additionalItems", "not"];
    static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "items"];

    /// <summary>The file without schema descriptions, with an annotation that keeps each object when its release goes.</summary>
    /// <remarks>
    /// Descriptions are two thirds of a definition; Helm keeps a copy of the chart in a Secret of at most 1 MiB. What is lost is the text of
    /// <c>kubectl explain</c>.
    /// </remarks>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="FormatException">It is not YAML, or holds no object.</exception>
    public static string Prepare(string yaml, string path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException invalid)
        {
            throw new FormatException($"{path} is not valid YAML: {invalid.Message}", invalid);
        }
        var documents = stream.Documents.Where(document => document.RootNode is YamlMappingNode).ToList();
        if (documents.Count == 0)
            throw new FormatException($"{path} holds no Kubernetes object.");
        foreach (var document in documents)
            Prepare((YamlMappingNode)document.RootNode);
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(documents).Save(text, assignAnchors: false);
        return text.ToString();
    }

    static void Prepare(YamlMappingNode root)
    {
        root.Children.Remove(new YamlScalarNode("status"));
        var annotations = ChildOf(ChildOf(root, "metadata"), "annotations");
        foreach (var (name, value) in Guards.Annotations)
            annotations.Children[new YamlScalarNode(name)] = new YamlScalarNode(value);
        if (Find(root, "spec") is not YamlMappingNode spec || Find(spec, "versions") is not YamlSequenceNode versions)
            return;
        foreach (var version in versions.OfType<YamlMappingNode>())
            if (Find(version, "schema") is YamlMappingNode schema && Find(schema, "openAPIV3Schema") is { } openApi)
                Strip(openApi);
    }

    static void Strip(YamlNode node)
    {
        if (node is not YamlMappingNode schema)
            return;
        schema.Children.Remove(Description);
        foreach (var key in Maps)
            if (Find(schema, key) is YamlMappingNode named)
                foreach (var (_, child) in named.Children)
                    Strip(child);
        foreach (var key in Singles)
            if (Find(schema, key) is { } child)
                Strip(child);
        foreach (var key in Lists)
            if (Find(schema, key) is YamlSequenceNode all)
                foreach (var child in all)
                    Strip(child);
    }

    static YamlNode? Find(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    static YamlMappingNode ChildOf(YamlMappingNode node, string key)
    {
        if (Find(node, key) is YamlMappingNode child)
            return child;
        child = [];
        node.Children[new YamlScalarNode(key)] = child;
        return child;
    }
}
