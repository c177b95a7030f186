using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Snapshots;

/// <summary>Fields that objects of every kind have, read as they are: whatever is missing or of another type is null or empty.</summary>
public static class ObjectFields
{
    /// <summary>Which object it is.</summary>
    public static ObjectId Id(this KubernetesObject each) => ObjectId.Of(each);

    /// <summary>The value at a path of keys.</summary>
    public static object? At(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.At(keys);

    /// <summary>The text at a path of keys.</summary>
    public static string? Text(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Text(keys);

    /// <summary>The number at a path of keys.</summary>
    public static double? Number(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Number(keys);

    /// <summary>The whole number at a path of keys; 0 when there is none.</summary>
    public static int Count(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Count(keys);

    /// <summary>The whole number at a path of keys; 0 when there is none.</summary>
    public static int Count(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) =>
        map.Number(keys) is { } number and > int.MinValue and < int.MaxValue ? (int)number : 0;

    /// <summary>The map at a path of keys.</summary>
    public static ImmutableDictionary<string, object> Map(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Map(keys);

    /// <summary>The maps of the list at a path of keys.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> Maps(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Maps(keys);

    /// <summary>The texts of the list at a path of keys.</summary>
    public static IEnumerable<string> Texts(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Texts(keys);

    /// <summary>Whether the field at a path of keys is true.</summary>
    public static bool Flag(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.At(keys) is true;

    /// <summary>Labels.</summary>
    public static IReadOnlyDictionary<string, string> Labels(this KubernetesObject each) => each.Body.TextMap("metadata", "labels");

    /// <summary>The value of a label.</summary>
    public static string? Label(this KubernetesObject each, string name) => each.Body.Text("metadata", "labels", name);

    /// <summary>The value of an annotation.</summary>
    public static string? Annotation(this KubernetesObject each, string name) => each.Body.Text("metadata", "annotations", name);

    /// <summary>Who still has to agree to its deletion.</summary>
    public static IEnumerable<string> Finalizers(this KubernetesObject each) => each.Body.Texts("metadata", "finalizers");

    /// <summary>Since when it is being deleted; null when it is not.</summary>
    public static DateTimeOffset? DeletedAt(this KubernetesObject each) => each.Body.Time("metadata", "deletionTimestamp");

    /// <summary>When it was made.</summary>
    public static DateTimeOffset? CreatedAt(this KubernetesObject each) => each.Body.Time("metadata", "creationTimestamp");

    /// <summary>The moment at a path of keys.</summary>
    public static DateTimeOffset? Time(this KubernetesObject each, params ReadOnlySpan<string> keys) => each.Body.Time(keys);

    /// <summary>The moment at a path of keys.</summary>
    public static DateTimeOffset? Time(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) =>
        DateTimeOffset.TryParse(map.Text(keys), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Its conditions.</summary>
    public static IEnumerable<Condition> Conditions(this KubernetesObject each) => each.Body.Map("status").Maps("conditions").Select(ConditionOf);

    /// <summary>One of its conditions; null when it has none of that type.</summary>
    public static Condition? Condition(this KubernetesObject each, string type) => each.Conditions().FirstOrDefault(condition => condition.Type == type);

    /// <summary>Reads a condition, wherever an object keeps it.</summary>
    public static Condition ConditionOf(ImmutableDictionary<string, object> condition) => new(
        condition.Text("type") ?? "",
        condition.Text("status") ?? "",
        condition.Text("reason") ?? "",
        condition.Text("message") ?? "",
        condition.Time("lastTransitionTime"));

    /// <summary>Who made it and owns it.</summary>
    public static IEnumerable<ObjectId> Owners(this KubernetesObject each)
    {
        var ns = each.Namespace;
        return each.Maps("metadata", "ownerReferences").Select(owner =>
            new ObjectId(ApiGroup.Of(owner.Text("apiVersion") ?? ""), owner.Text("kind") ?? "", owner.Text("kind") == "Node" ? null : ns, owner.Text("name")
                ?? ""));
    }
}
