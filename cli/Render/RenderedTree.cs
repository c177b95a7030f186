using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Render;

/// <summary>The files a stack renders to, in memory.</summary>
sealed class RenderedTree
{
    readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    readonly SortedSet<string> repositoryPaths = new(StringComparer.Ordinal);
    readonly List<string> refusals = [];

    RenderedTree(KubernetesManifests manifests) => Manifests = manifests;

    /// <summary>Text by path, which has <c>/</c> between its parts.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Files that Argo CD or Flux reads, by their path below <see cref="RepositoryDirectory"/>.</summary>
    public IReadOnlyDictionary<string, string> ForRepository => RepositoryDirectory is null
        ? new Dictionary<string, string>()
        : files.Where(file => repositoryPaths.Contains(file.Key)).ToDictionary(file => file.Key[(RepositoryDirectory.Length + 1)..], file => file.Value);

    /// <summary>Directory of this stack in the repository; null when no GitOps engine reads anything of it.</summary>
    // Below it are the root, the unit and the file.
    public string? RepositoryDirectory => repositoryPaths.Count == 0 ? null : string.Join('/', repositoryPaths.First().Split('/')[..^3]);

    /// <summary>What the files were made from, and what was left out.</summary>
    public KubernetesManifests Manifests { get; }

    /// <summary>Charts whose objects are among the files.</summary>
    public IReadOnlyList<RenderedChart> Charts { get; private set; } = [];

    /// <summary>Why nothing may be written; empty when it may.</summary>
    public IReadOnlyList<string> Refusals => refusals;

    /// <summary>Renders <paramref name="run"/>.</summary>
    /// <param name="run">A complete run.</param>
    /// <param name="files">Files outside of Kubernetes, by path.</param>
    /// <param name="charts">Charts with their objects. Default none: charts are written as version and values.</param>
    public static RenderedTree Of(OfflineRun run, IReadOnlyDictionary<string, string> files, IReadOnlyList<RenderedChart>? charts = null)
    {
        var tree = new RenderedTree(KubernetesManifests.From(run.Stack));
        tree.AddObjects();
        foreach (var chart in tree.Manifests.Charts)
            tree.Add(RenderedPath.Of(chart), chart.ToYaml(), chart.ToString());
        tree.Charts = charts ?? [];
        foreach (var chart in tree.Charts)
            tree.AddObjects(chart);
        foreach (var (path, text) in files)
            tree.AddFile(path, text);
        tree.RefuseSecrets(run.Stack);
        return tree;
    }

    void AddObjects()
    {
        // Kinds are unique within a group only: an Ingress of two groups needs two names.
        foreach (var same in Manifests.Objects.GroupBy(rendered => RenderedPath.Of(rendered, withGroup: false)))
        {
            var ambiguous = same.Skip(1).Any();
            foreach (var rendered in same)
            {
                var path = RenderedPath.Of(rendered, ambiguous);
                Add(path, rendered.ToYaml(), rendered.ToString());
                if (RenderedPath.IsInRepository(rendered))
                    repositoryPaths.Add(path);
            }
        }
    }

    void AddObjects(RenderedChart chart)
    {
        foreach (var same in chart.Objects.Bodies.GroupBy(body => RenderedPath.Of(chart.Chart, body, withGroup: false)))
        {
            var ambiguous = same.Skip(1).Any();
            foreach (var body in same)
            {
                var what = $"{body.Text("kind")} {body.Text("metadata", "name")} of the chart {chart.Chart}";
                Add(RenderedPath.Of(chart.Chart, body, ambiguous), CanonicalYaml.Write(body), what);
            }
        }
    }

    void AddFile(string path, string text)
    {
        if (RenderedPath.IsInside(path))
            Add(path, text, path);
        else
            refusals.Add($"The rendered file '{path}' lies outside of the output directory. Use a relative path without '..'.");
    }

    void Add(string path, string text, string what)
    {
        if (!files.TryAdd(path, text))
            refusals.Add($"{what} is declared twice, and both are {path}. Give one of them another name or namespace.");
    }

    void RefuseSecrets(RecordedStack stack)
    {
        var secrets = SecretTexts.Of(stack);
        foreach (var (path, text) in files)
        {
            // A file may say that a secret belongs there; the guardrails decide whether a resource's input may.
            var shown = text.Replace(PulumiYaml.SecretPlaceholder, "", StringComparison.Ordinal);
            if (secrets.Count > 0 && secrets.FindIn(shown) is { } origin)
                refusals.Add($"{path} would contain {origin}. Hand it to the cluster as a Secret instead.");
        }
    }
}
