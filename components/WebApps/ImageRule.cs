using System.Text.RegularExpressions;
using Basecamp.Manifests.Pods;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.WebApps;

/// <summary>A container image as people and nodes need it: a tag to read, and a digest that cannot be moved to other content.</summary>
static partial class ImageRule
{
    const string Form = "Write `registry/name:tag@sha256:` and 64 hexadecimal digits";

    const string HowToFind = "`docker buildx imagetools inspect IMAGE` or `crane digest IMAGE` prints the digest.";

    /// <summary>What is wrong, as the end of a sentence about the setting; null when nothing is.</summary>
    public static string? ProblemOf(string? image)
    {
        if (string.IsNullOrWhiteSpace(image))
            return $"is missing. {Form}; {HowToFind}";
        if (Complete().IsMatch(image))
            return null;
        var read = ImageReference.Parse(image);
        if (read.Digest.Length == 0)
            return $"is {Shown.Text(image)}, which has no digest: the tag can be moved, and the next pod would run something else. "
                + $"{Form}; {HowToFind}";
        return read.Tag.Length > 0
            ? $"is {Shown.Text(image)}, which is not an image with a digest. {Form}; {HowToFind}"
            : $"is {Shown.Text(image)}, which has no tag: no one could tell which version runs. {Form}.";
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._:/-]*:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}@sha256:[0-9a-f]{64}\z")]
    private static partial Regex Complete();
}
