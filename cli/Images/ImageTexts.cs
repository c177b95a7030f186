using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Images;

/// <summary>
/// Images that an object names: those of its containers, those that it hands to a controller in arguments or variables of a container, and those that a
/// custom resource has its operator start.
/// </summary>
static partial class ImageTexts
{
    /// <summary>As they are written, each once.</summary>
    /// <param name="body">The whole object.</param>
    public static IReadOnlySet<string> Of(ImmutableDictionary<string, object> body)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var pods = PodTemplate.AllOf(body);
        foreach (var container in pods.SelectMany(pod => pod.Containers))
        {
            if (container.Text("image") is { Length: > 0 } image)
                found.Add(image);
            found.UnionWith(HandedOnBy(container).Select(handed => handed.Image));
        }
        if (IsCustom(body) && pods.Count == 0)
            AddNamed(found, body.GetValueOrDefault("spec"));
        return found;
    }

    // Definitions and policies speak of images in general; Kubernetes' own kinds name them in containers only.
    static bool IsCustom(ImmutableDictionary<string, object> body) => ApiGroup.Of(body.Text("apiVersion") ?? "") is var group
        && group.Contains('.', StringComparison.Ordinal) && !group.EndsWith("k8s.io", StringComparison.Ordinal) && !group.EndsWith("kyverno.io", StringComparison.Ordinal);

    // Prometheus' spec.image, a database's spec.imageName.
    static void AddNamed(SortedSet<string> found, object? value)
    {
        switch (value)
        {
            case ImmutableDictionary<string, object> map:
                foreach (var (key, member) in map)
                {
                    if (key is "image" or "imageName" && member is string { Length: > 0 } image && !image.Contains(' ', StringComparison.Ordinal))
                        found.Add(image);
                    else
                        AddNamed(found, member);
                }
                break;
            case ImmutableArray<object> list:
                foreach (var item in list)
                    AddNamed(found, item);
                break;
        }
    }

    /// <summary>Images that a container hands to what it controls: in a variable, by the variable's name, or in an argument, by null.</summary>
    public static IEnumerable<(string? Variable, string Image)> HandedOnBy(ImmutableDictionary<string, object> container)
    {
        foreach (var text in Texts(container.GetValueOrDefault("command")).Concat(Texts(container.GetValueOrDefault("args"))))
        {
            if (ImageIn(text) is { } image)
                yield return (null, image);
        }
        foreach (var variable in container.Maps("env"))
        {
            if (ImageIn(variable.Text("value") ?? "") is { } image)
                yield return (variable.Text("name"), image);
        }
    }

    // "--prometheus-config-reloader=quay.io/…:v0.92.1", or an argument of its own.
    static string? ImageIn(string text) => HandedOn().Match(text) is { Success: true } match ? match.Groups["image"].Value : null;

    static IEnumerable<string> Texts(object? value) => value is ImmutableArray<object> list ? list.OfType<string>() : [];

    // With a path, and a tag that is no port: host:8080/path and registry/name alone are no images here.
    [GeneratedRegex(@"\A(?:--?[A-Za-z0-9._-]+=)?(?<image>[a-z0-9][a-z0-9.-]*(?::[0-9]+)?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+:(?![0-9]{2,5}\z)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(?:@sha256:[0-9a-f]{64})?)\z")]
    private static partial Regex HandedOn();
}
