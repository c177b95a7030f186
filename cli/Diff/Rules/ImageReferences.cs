using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Images;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>The container images that objects name: in pods, in what these hand to controllers, in databases, and in the values of charts.</summary>
static class ImageReferences
{
    /// <summary>The images that an object names, by the place that names them.</summary>
    public static IReadOnlyDictionary<string, ImageReference> In(DiffObject? owner)
    {
        var images = new Dictionary<string, ImageReference>(StringComparer.Ordinal);
        if (owner is null)
            return images;
        foreach (var container in PodTemplate.AllOf(owner.Body).SelectMany(pod => pod.Containers))
        {
            if (container.Text("image") is { } image)
                images.TryAdd($"container {RuleText.Code(container.Text("name"))}", ImageReference.Parse(image));
            // What a controller starts, such as Longhorn's drivers: an argument has no name of its own, so its image tells which one it is.
            foreach (var (variable, handed) in ImageTexts.HandedOnBy(container))
            {
                var parsed = ImageReference.Parse(handed);
                var where = variable is null ? $"argument {RuleText.Code(parsed.Repository)}" : $"variable {RuleText.Code(variable)}";
                images.TryAdd($"{where} of {RuleText.Code(container.Text("name"))}", parsed);
            }
        }
        if (owner.Id.Group == "postgresql.cnpg.io" && owner.Text("spec", "imageName") is { } postgres)
            images.TryAdd(RuleText.Code("imageName"), ImageReference.Parse(postgres));
        if (InstalledChart.IsChart(owner.Id))
            AddValues(images, owner.Body, "");
        return images;
    }

    // Charts name images as maps of registry, repository, tag and digest; where they leave out the tag it is the chart's own.
    static void AddValues(Dictionary<string, ImageReference> images, object? value, string path)
    {
        if (value is ImmutableArray<object> list)
        {
            foreach (var (index, item) in list.Index())
                AddValues(images, item, $"{path}[{index}]");
        }
        if (value is not ImmutableDictionary<string, object> map)
            return;
        if (map.Text("repository") is { } repository && map.Text("tag") is { Length: > 0 } tag)
        {
            var name = map.Text("registry") is { Length: > 0 } registry ? $"{registry}/{repository}" : repository;
            var parsed = ImageReference.Parse($"{name}:{tag}");
            images.TryAdd(RuleText.Code(path), map.Text("digest") is { Length: > 0 } digest ? parsed with { Digest = digest } : parsed);
        }
        foreach (var (key, member) in map)
        {
            if (key == "image" && member is string image && image.Contains('/'))
                images.TryAdd(RuleText.Code($"{path}.image"), ImageReference.Parse(image));
            else
                AddValues(images, member, path.Length == 0 ? key : $"{path}.{key}");
        }
    }
}
