using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Manifests.Pods;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Images;

/// <summary>All images that a stack runs.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Images">By name, each once.</param>
/// <param name="Unseen">What could not be looked into, and why; empty when the list is whole.</param>
sealed record StackImages(string Stack, IReadOnlyList<StackImage> Images, IReadOnlyList<string> Unseen)
{
    /// <summary>Whether everything was looked into.</summary>
    public bool IsComplete => Unseen.Count == 0;

    /// <summary>Finds them.</summary>
    /// <param name="run">A complete run.</param>
    /// <param name="files">Files on machines: K3s applies what lies in its directory of manifests.</param>
    /// <param name="rendered">Charts with their objects.</param>
    /// <param name="unseen">What could not be looked into.</param>
    public static StackImages Of(OfflineRun run, IReadOnlyDictionary<string, string> files, IReadOnlyList<RenderedChart> rendered, IReadOnlyList<string> unseen)
    {
        var found = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var each in KubernetesManifests.From(run.Stack).Objects)
            Add(ImageTexts.Of(each.Body), each.ToString());
        foreach (var chart in rendered)
            foreach (var body in chart.Objects.Bodies)
                Add(ImageTexts.Of(body), chart.Chart.ToString());
        foreach (var (path, text) in files.Where(file => file.Key.Contains("/server/manifests/", StringComparison.Ordinal)))
            foreach (var body in ManifestYaml.ReadMaps(text))
                Add(ImageTexts.Of(body), $"{path[(path.LastIndexOf('/') + 1)..]} on servers");
        return new(run.File.Stack, [.. found.Select(image => new StackImage(ImageReference.Parse(image.Key), [.. image.Value]))], unseen);

        void Add(IReadOnlySet<string> images, string by)
        {
            foreach (var image in images)
            {
                var name = ImageReference.Parse(image).Qualified.ToString();
                if (!found.TryGetValue(name, out var all))
                    found.Add(name, all = new(StringComparer.Ordinal));
                all.Add(by);
            }
        }
    }

    /// <summary>
    /// A list as K3s publishes its own with a release, <c>k3s-images.txt</c>, and reads from <c>/var/lib/rancher/k3s/agent/images</c>: an image a line.
    /// </summary>
    public string ToAirgapList() => string.Concat(Images.Select(image => $"{image.Image}\n"));
}
