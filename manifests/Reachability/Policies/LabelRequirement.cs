namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>How a label is compared; spelled as in <c>matchExpressions</c>.</summary>
enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

/// <summary>One condition on labels. Like in Kubernetes, <c>NotIn</c> is also met by objects without the label.</summary>
sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlySet<string> Values)
{
    public bool IsMetBy(Func<string, string?> labelOf)
    {
        var value = labelOf(Key);
        return Operator switch
        {
            LabelOperator.In => value is not null && Values.Contains(value),
            LabelOperator.NotIn => value is null || !Values.Contains(value),
            LabelOperator.Exists => value is not null,
            _ => value is null,
        };
    }
}
