using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>A container image.</summary>
/// <param name="Repository">Name with its registry.</param>
/// <param name="Tag">Tag; empty when there is none.</param>
/// <param name="Digest"><c>sha256:…</c>; empty when there is none.</param>
sealed record ImageReference(string Repository, string Tag, string Digest)
{
    /// <summary>Whether its content is pinned.</summary>
    public bool IsPinned => Digest.Length > 0;

    /// <summary>Reads <c>repository:tag@digest</c>.</summary>
    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, digest) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        // A colon before the last slash is a registry's port.
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? new(name[..colon], name[(colon + 1)..], digest) : new(name, "", digest);
    }

    /// <summary>The images that an object names, by the place that names them.</summary>
    public static IReadOnlyDictionary<string, ImageReference> AllOf(DiffObject? owner)
    {
        var images = new Dictionary<string, ImageReference>(StringComparer.Ordinal);
        if (owner is null)
            return images;
        foreach (var container in PodSpec.Of(owner)?.Containers ?? [])
        {
            if (container.Text("image") is { } image)
                images.TryAdd($"container {Shown.Code(container.Text("name"))}", Parse(image));
        }
        if (owner.Id.Group == "postgresql.cnpg.io" && owner.Text("spec", "imageName") is { } postgres)
            images.TryAdd(Shown.Code("imageName"), Parse(postgres));
        if (HelmChart.IsChart(owner.Id))
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
            var parsed = Parse($"{name}:{tag}");
            images.TryAdd(Shown.Code(path), map.Text("digest") is { Length: > 0 } digest ? parsed with { Digest = digest } : parsed);
        }
        foreach (var (key, member) in map)
        {
            if (key == "image" && member is string image && image.Contains('/'))
                images.TryAdd(Shown.Code($"{path}.image"), Parse(image));
            else
                AddValues(images, member, path.Length == 0 ? key : $"{path}.{key}");
        }
    }

    /// <summary><c>repository:tag@digest</c>, the digest shortened.</summary>
    public override string ToString() =>
        Repository + (Tag.Length > 0 ? $":{Tag}" : "") + (IsPinned ? $"@{(Digest.Length > 19 ? Digest[..19] + "…" : Digest)}" : "");
}
