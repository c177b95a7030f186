using YamlDotNet.RepresentationModel;

namespace Basecamp.Cli.Tests.Render;

/// <summary>
/// Looks at rendered files as Argo CD or Flux will: whether everything they are told to read is there, in an order that works, owned once, and
/// free of Secrets.
/// </summary>
sealed class GitOpsFiles
{
    // Which unit's controller serves a group of custom kinds; its webhooks have to be there before the objects.
    static readonly Dictionary<string, string> Controllers = new(StringComparer.Ordinal)
    {
        ["cert-manager.io"] = "cert-manager",
        ["postgresql.cnpg.io"] = "cnpg",
        ["barmancloud.cnpg.io"] = "cnpg",
        ["longhorn.io"] = "longhorn",
        ["keda.sh"] = "keda",
        ["kyverno.io"] = "kyverno",
        ["policies.kyverno.io"] = "kyverno",
    };

    readonly List<(string Path, YamlMappingNode Body)> files = [];

    /// <param name="files">YAML by path; other files are ignored.</param>
    public GitOpsFiles(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files.Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal) && !file.Key.StartsWith("homelab/", StringComparison.Ordinal)))
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents[0].RootNode is YamlMappingNode body && body.Children.ContainsKey("kind"))
                this.files.Add((path, body));
        }
    }

    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    public IEnumerable<string> Findings() => Dangling().Concat(DanglingOrder()).Concat(OwnedTwice()).Concat(Secrets()).Concat(Inversions());

    /// <summary>Wrappers: what tells the engine about units.</summary>
    public IEnumerable<string> Wrappers => Of("Application").Concat(Of("Kustomization")).Select(each => Text(each.Body, "metadata", "name"));

    IEnumerable<string> Dangling()
    {
        foreach (var (path, body) in Of("Application"))
            foreach (var source in List(body, "spec", "sources"))
                if (Find(source, "path") is YamlScalarNode { Value: { } directory } && !IsThere(directory))
                    yield return $"{path} reads {directory}, where nothing is";
        foreach (var (path, body) in Of("Kustomization"))
            if (Text(body, "spec", "path")["./".Length..] is var directory && directory.StartsWith("gitops/", StringComparison.Ordinal) && !IsThere(directory))
                yield return $"{path} reads {directory}, where nothing is";
    }

    bool IsThere(string directory) => files.Any(file => file.Path.StartsWith($"{directory}/", StringComparison.Ordinal));

    IEnumerable<string> DanglingOrder()
    {
        var names = Of("Kustomization").Select(each => Text(each.Body, "metadata", "name")).ToHashSet();
        return from each in Of("Kustomization")
               from before in Befores(each.Body)
               where !names.Contains(before)
               select $"{each.Path} waits for {before}, which nobody applies";
    }

    IEnumerable<string> OwnedTwice() => files
        .GroupBy(file => (Group(file.Body), Text(file.Body, "kind"), Namespace(file.Body), Text(file.Body, "metadata", "name")))
        .Where(same => same.Count() > 1)
        .Select(same => $"{same.Key} is in {string.Join(" and ", same.Select(each => each.Path).Order(StringComparer.Ordinal))}");

    IEnumerable<string> Secrets() => Of("Secret").Where(each => Group(each.Body).Length == 0).Select(each => $"{each.Path} is a Secret");

    IEnumerable<string> Inversions()
    {
        var units = files.Where(file => file.Path.StartsWith("gitops/", StringComparison.Ordinal)).Select(file => (file.Body, Unit: file.Path.Split('/')[^2]));
        return from file in units
               let controller = Controllers.GetValueOrDefault(Group(file.Body))
               where controller is not null && controller != file.Unit && IsUnit(controller) && IsUnit(file.Unit) && !ComesAfter(file.Unit, controller)
               select $"{Text(file.Body, "kind")} {Text(file.Body, "metadata", "name")} of {file.Unit} does not wait for {controller}";
    }

    bool IsUnit(string unit) => WrapperOf(unit) is not null;

    bool ComesAfter(string unit, string before) => WrapperOf(unit) is { } wrapper && (Text(wrapper, "kind") == "Application"
        ? Wave(wrapper) > Wave(WrapperOf(before)!)
        : Befores(wrapper).Any(name => name == $"platform-{before}" || ComesAfter(name["platform-".Length..], before)));

    YamlMappingNode? WrapperOf(string unit) =>
        Of("Application").Where(each => Text(each.Body, "metadata", "name") == unit)
            .Concat(Of("Kustomization").Where(each => Text(each.Body, "metadata", "name") == $"platform-{unit}")).Select(each => each.Body).FirstOrDefault();

    static int Wave(YamlMappingNode application) =>
        int.Parse(Text(application, "metadata", "annotations", "argocd.argoproj.io/sync-wave"), System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<string> Befores(YamlMappingNode kustomization) => List(kustomization, "spec", "dependsOn").Select(each => Text(each, "name"));

    IEnumerable<(string Path, YamlMappingNode Body)> Of(string kind) => files.Where(file => Text(file.Body, "kind") == kind);

    static string Group(YamlMappingNode body) => Text(body, "apiVersion") is var version && version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : "";

    static string Namespace(YamlMappingNode body) => Find(body, "metadata", "namespace") is YamlScalarNode { Value: { } ns } ? ns : "";

    static string Text(YamlNode node, params string[] path) => Find(node, path) is YamlScalarNode { Value: { } text }
        ? text
        : throw new InvalidDataException($"There is no {string.Join('.', path)}.");

    static IEnumerable<YamlNode> List(YamlNode node, params string[] path) => Find(node, path) is YamlSequenceNode list ? list.Children : [];

    static YamlNode? Find(YamlNode node, params string[] path)
    {
        YamlNode? found = node;
        foreach (var key in path)
            found = found is YamlMappingNode map && map.Children.TryGetValue(key, out var child) ? child : null;
        return found;
    }
}
