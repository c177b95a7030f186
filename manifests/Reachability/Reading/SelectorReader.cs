using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
static class SelectorReader
{
    public static LabelSelector Read(ManifestReader reader)
    {
        var requirements = new List<LabelRequirement>();
        foreach (var (key, value) in reader.Map("matchLabels") ?? new Dictionary<string, string>())
            requirements.Add(new(key, LabelOperator.In, new HashSet<string>(StringComparer.Ordinal) { value }));
        foreach (var expression in reader.Objects("matchExpressions") ?? [])
        {
            if (ReadExpression(expression) is { } requirement)
                requirements.Add(requirement);
        }
        reader.NothingElse();
        return new(requirements);
    }

    static LabelRequirement? ReadExpression(ManifestReader reader)
    {
        var key = reader.Text("key");
        var text = reader.Text("operator");
        var values = reader.Texts("values") ?? [];
        reader.NothingElse();
        if (string.IsNullOrEmpty(key))
        {
            reader.Problem("key", "is required.");
            return null;
        }
        // TryParse alone also reads "1" and "in".
        if (!Enum.TryParse<LabelOperator>(text, out var comparison) || text != comparison.ToString())
        {
            reader.Problem("operator", $"is '{text}'. It must be In, NotIn, Exists or DoesNotExist.");
            return null;
        }
        var needsValues = comparison is LabelOperator.In or LabelOperator.NotIn;
        if (needsValues != values.Count > 0)
        {
            reader.Problem("values", needsValues ? $"must not be empty with {comparison}." : $"must be empty with {comparison}.");
            return null;
        }
        return new(key, comparison, values.ToHashSet(StringComparer.Ordinal));
    }
}
