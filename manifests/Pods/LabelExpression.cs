using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Pods;

/// <summary>One of the <c>matchExpressions</c> of a selector, those of node affinity included.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#operators"/>.</remarks>
public static class LabelExpression
{
    /// <summary>Whether it is met. An operator that Kubernetes does not have is: the API server refuses the object that names it.</summary>
    /// <param name="expression">The expression: <c>key</c>, <c>operator</c> (<c>In</c>, <c>NotIn</c>, <c>Exists</c>, <c>DoesNotExist</c>, <c>Gt</c>,
    /// <c>Lt</c>) and <c>values</c>.</param>
    /// <param name="value">Value of the label that it names; null where there is no such label.</param>
    public static bool IsMet(ImmutableDictionary<string, object> expression, string? value)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var values = expression.Texts("values").ToList();
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value, StringComparer.Ordinal),
            "NotIn" => value is null || !values.Contains(value, StringComparer.Ordinal),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Number(value) > Number(values.FirstOrDefault()),
            "Lt" => Number(value) < Number(values.FirstOrDefault()),
            _ => true,
        };
    }

    // A comparison with null is false.
    static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
