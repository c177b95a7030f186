using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Pods;

/// <summary>One of a pod's <c>tolerations</c>.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"/>.</remarks>
public static class Toleration
{
    /// <summary>Whether it matches a taint, so that the taint does not keep the pod away.</summary>
    /// <param name="toleration">The toleration: <c>key</c>, <c>operator</c> (<c>Equal</c>, which is the default, or <c>Exists</c>), <c>value</c> and
    /// <c>effect</c>. Without a key it matches every key, with <c>Exists</c> only; without an effect every effect.</param>
    /// <param name="key">Key of the taint.</param>
    /// <param name="value">Its value; empty for none.</param>
    /// <param name="effect">Its effect: <c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</param>
    public static bool Matches(ImmutableDictionary<string, object> toleration, string key, string value, string effect)
    {
        ArgumentNullException.ThrowIfNull(toleration);
        var ofKey = toleration.Text("key") ?? "";
        return (toleration.Text("effect") is not { Length: > 0 } ofEffect || ofEffect == effect)
            && (ofKey.Length == 0 || ofKey == key)
            && (toleration.Text("operator") == "Exists" || (ofKey.Length > 0 && (toleration.Text("value") ?? "") == value));
    }
}
