using YamlDotNet.RepresentationModel;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>A file of .github/workflows, read as far as its rules need.</summary>
sealed class Workflow
{
    Workflow(string name, string text, YamlMappingNode root) => (Name, Text, Root) = (name, text, root);

    public string Name { get; }

    public string Text { get; }

    public YamlMappingNode Root { get; }

    public IEnumerable<string> Triggers => Yaml.Map(Root, "on").Children.Keys.Select(Yaml.Text);

    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs =>
        Yaml.Map(Root, "jobs").Children.Select(pair => (Yaml.Text(pair.Key), (YamlMappingNode)pair.Value));

    public IEnumerable<(string Job, YamlMappingNode Step)> Steps =>
        Jobs.SelectMany(job => Yaml.List(job.Job, "steps").Cast<YamlMappingNode>().Select(step => (job.Name, step)));

    public IEnumerable<string> Runs => Steps.Select(step => Yaml.Get(step.Step, "run")).OfType<string>();

    public IEnumerable<string> Uses => Steps.Select(step => Yaml.Get(step.Step, "uses")).OfType<string>();

    public static Workflow Parse(string name, string text) => new(name, text, Yaml.Read(text));

    public static IReadOnlyList<Workflow> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(RealProcess.RepositoryRoot, ".github/workflows")).Order(StringComparer.Ordinal)
            .Select(file => Parse(Path.GetFileName(file), File.ReadAllText(file))),
    ];

    public static Workflow Named(string name) => All.Single(workflow => workflow.Name == $"{name}.yml");
}

static class Yaml
{
    public static YamlMappingNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static YamlNode? Node(YamlMappingNode map, string key) =>
        map.Children.FirstOrDefault(pair => Text(pair.Key) == key).Value;

    public static string? Get(YamlMappingNode map, string key) => (Node(map, key) as YamlScalarNode)?.Value;

    /// <summary>A mapping; empty when there is none, e.g. because it is only a name.</summary>
    public static YamlMappingNode Map(YamlMappingNode map, string key) => Node(map, key) as YamlMappingNode ?? [];

    /// <summary>A list; a single value counts as a list of one.</summary>
    public static IEnumerable<YamlNode> List(YamlMappingNode map, string key) => Node(map, key) switch
    {
        YamlSequenceNode list => list.Children,
        YamlScalarNode { Value.Length: > 0 } one => [one],
        _ => [],
    };

    public static SortedDictionary<string, string> Values(YamlMappingNode map) =>
        new(map.Children.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value)), StringComparer.Ordinal);
}
