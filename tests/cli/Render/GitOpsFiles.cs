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

    // Which repository's bundle of definitions a group of custom kinds is from. Longhorn's and Flux' own come with their charts.
    static readonly Dictionary<string, string[]> Definitions = new(StringComparer.Ordinal)
    {
        ["acme.cert-manager.io"] = ["cert-manager"],
        ["argoproj.io"] = ["argo-cd", "argo-rollouts"],
        ["barmancloud.cnpg.io"] = ["plugin-barman-cloud"],
        ["bitnami.com"] = ["sealed-secrets"],
        ["cert-manager.io"] = ["cert-manager"],
        ["cilium.io"] = ["cilium"],
        ["external-secrets.io"] = ["external-secrets"],
        ["gateway.networking.k8s.io"] = ["gateway-api"],
        ["keda.sh"] = ["keda"],
        ["kyverno.io"] = ["kyverno"],
        ["metallb.io"] = ["metallb"],
        ["monitoring.coreos.com"] = ["prometheus-operator"],
        ["policies.kyverno.io"] = ["kyverno"],
        ["postgresql.cnpg.io"] = ["cloudnative-pg"],
        ["snapshot.storage.k8s.io"] = ["external-snapshotter"],
        ["traefik.io"] = ["traefik-helm-chart"],
        ["upgrade.cattle.io"] = ["system-upgrade-controller"],
        ["velero.io"] = ["velero"],
    };

    static readonly string[] WithTheirChart = ["longhorn.io", "source.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io"];

    static readonly string[] BuiltInNamespaces = ["kube-system", "default"];

    readonly List<(string Path, YamlMappingNode Body)> files = [];

    readonly HashSet<string> bundles;

    /// <param name="files">YAML by path; other files are ignored.</param>
    /// <param name="bundles">Repositories of the definitions that Pulumi applies first, without owner.</param>
    public GitOpsFiles(IReadOnlyDictionary<string, string> files, IEnumerable<string> bundles)
    {
        this.bundles = [.. bundles];
        foreach (var (path, text) in files.Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal) && !file.Key.StartsWith("homelab/", StringComparison.Ordinal)))
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents[0].RootNode is YamlMappingNode body && body.Children.ContainsKey("kind"))
                this.files.Add((path, body));
        }
    }

    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    public IEnumerable<string> Findings() => Dangling().Concat(Unread()).Concat(DanglingOrder()).Concat(OwnedTwice()).Concat(Secrets())
        .Concat(WithoutNamespace()).Concat(WithoutDefinition()).Concat(Inversions());

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

    // From what Pulumi applies, through the roots, to every file.
    IEnumerable<string> Unread()
    {
        var directories = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<YamlMappingNode>(files.Where(file => !InRepository(file.Path)).Select(file => file.Body));
        while (open.TryDequeue(out var body))
            foreach (var directory in DirectoriesOf(body).Where(directories.Add))
                foreach (var file in files.Where(file => Path.GetDirectoryName(file.Path) == directory))
                    open.Enqueue(file.Body);
        return files.Where(file => InRepository(file.Path) && !directories.Contains(Path.GetDirectoryName(file.Path)!)).Select(file => $"{file.Path} is read by nobody");
    }

    static bool InRepository(string path) => path.StartsWith("gitops/", StringComparison.Ordinal);

    static IEnumerable<string> DirectoriesOf(YamlMappingNode body) => Text(body, "kind") switch
    {
        "Application" => List(body, "spec", "sources").Select(source => Find(source, "path")).OfType<YamlScalarNode>().Select(path => path.Value!),
        "Kustomization" => [Text(body, "spec", "path")["./".Length..]],
        _ => [],
    };

    IEnumerable<string> WithoutNamespace()
    {
        var namespaces = Of("Namespace").Select(each => Text(each.Body, "metadata", "name")).Concat(BuiltInNamespaces).ToHashSet(StringComparer.Ordinal);
        return files.Where(file => Namespace(file.Body) is { Length: > 0 } ns && !namespaces.Contains(ns))
            .Select(file => $"{file.Path} is in the namespace {Namespace(file.Body)}, which nobody creates");
    }

    IEnumerable<string> WithoutDefinition() =>
        from file in files
        let @group = Group(file.Body)
        where @group.Contains('.', StringComparison.Ordinal) && !@group.EndsWith(".k8s.io", StringComparison.Ordinal) | Definitions.ContainsKey(@group) && !WithTheirChart.Contains(@group)
        where !Definitions.GetValueOrDefault(@group, []).Any(bundles.Contains)
        select $"{file.Path} is a {Text(file.Body, "kind")} of {@group}, which nobody defines";

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
        ? Wave(wrapper).CompareTo(Wave(WrapperOf(before)!)) > 0
        : Befores(wrapper).Concat(BeforesOfRoot(wrapper)).Any(name => name == $"platform-{before}" || name == "platform" || ComesAfter(name[(name.IndexOf('-') + 1)..], before)));

    YamlMappingNode? WrapperOf(string unit) =>
        Of("Application").Where(each => Text(each.Body, "metadata", "name") == unit)
            .Concat(Of("Kustomization").Where(each => Text(each.Body, "metadata", "name") is var name && (name == $"platform-{unit}" || name == $"apps-{unit}")))
            .Select(each => each.Body).FirstOrDefault();

    // A unit of the root "apps" waits for whatever that root waits for.
    IEnumerable<string> BeforesOfRoot(YamlMappingNode kustomization)
    {
        var root = Text(kustomization, "metadata", "name").Split('-')[0];
        return Of("Kustomization").Where(each => Text(each.Body, "metadata", "name") == root).SelectMany(each => Befores(each.Body));
    }

    // The root's wave first, then the unit's within it.
    (int Root, int Own) Wave(YamlMappingNode application) => (
        Of("Application").Where(root => Text(root.Body, "metadata", "name") == Text(application, "spec", "project")).Select(root => OwnWave(root.Body)).FirstOrDefault(),
        OwnWave(application));

    static int OwnWave(YamlMappingNode application) =>
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
