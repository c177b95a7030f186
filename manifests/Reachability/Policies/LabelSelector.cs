namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>Conditions that must all be met; none means that everything is selected.</summary>
sealed class LabelSelector(IReadOnlyList<LabelRequirement> requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public IReadOnlyList<LabelRequirement> Requirements { get; } = requirements;

    /// <summary>Equal for equal selectors, so that each is evaluated once for a whole cluster.</summary>
    public string Key { get; } = string.Join('&', requirements
        .Select(requirement =>
            $"{requirement.Key} {requirement.Operator} {string.Join(',', requirement.Values.Order(StringComparer.Ordinal))}")
        .Order(StringComparer.Ordinal));

    public bool Matches(Func<string, string?> labelOf)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.IsMetBy(labelOf))
                return false;
        }
        return true;
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => Matches(key => labels.GetValueOrDefault(key));
}
