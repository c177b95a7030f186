using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Images and charts of an object that are in both states with another version.</summary>
static class VersionChanges
{
    /// <summary>What has the version, the old and the new one, and whether its content is pinned; a chart's is by its version.</summary>
    public static IEnumerable<(string Where, string Before, string After, bool IsPinned)> Of(ObjectChange change)
    {
        var before = ImageReferences.In(change.Before);
        foreach (var (where, image) in ImageReferences.In(change.After).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (before.TryGetValue(where, out var old) && old.Repository == image.Repository && old.Tag != image.Tag)
                yield return ($"{where} {RuleText.Code(image.Repository)}", old.Tag, image.Tag, image.IsPinned);
            else if (old is not null && old != image && old.Repository == image.Repository)
                yield return ($"{where} {RuleText.Code(image.Repository)}", old.ToString(), image.ToString(), image.IsPinned);
            else if (old is not null && old != image)
                yield return (where, old.ToString(), image.ToString(), image.IsPinned);
        }
        foreach (var (name, old, current) in InstalledChart.Versions(change))
            yield return ($"chart {RuleText.Code(name)}", old ?? "(not pinned)", current ?? "(not pinned)", true);
    }
}
