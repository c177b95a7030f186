using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Reading;

/// <summary>Drops what nobody may see or needs, the moment an object was read: values of Secrets and ConfigMaps, and copies of whole objects.</summary>
static class ObjectHygiene
{
    // kubectl apply keeps the whole object in it, a Secret's values included.
    const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    // Deployments copy their annotations to ReplicaSets.
    static readonly string[] ValueMembers = ["data", "stringData", "binaryData"];

    /// <summary>The object without them.</summary>
    public static ImmutableDictionary<string, object> Clean(ImmutableDictionary<string, object> body)
    {
        var metadata = body.Map("metadata");
        var isOfCore = ApiGroup.Of(body.Text("apiVersion") ?? "").Length == 0;
        if (isOfCore && body.Text("kind") == "Secret")
            body = WithoutValues(body, KeysOfManagers(metadata));
        else if (isOfCore && body.Text("kind") == "ConfigMap" && !IsOfCoreDns(metadata))
            body = WithoutValues(body, []);
        var annotations = metadata.Map("annotations");
        if (annotations.ContainsKey(LastApplied))
            metadata = metadata.SetItem("annotations", annotations.Remove(LastApplied));
        return body.SetItem("metadata", metadata.Remove("managedFields"));
    }

    static bool IsOfCoreDns(ImmutableDictionary<string, object> metadata) =>
        metadata.Text("namespace") == "kube-system" && metadata.Text("name")?.StartsWith("coredns", StringComparison.Ordinal) == true;

    static ImmutableDictionary<string, object> WithoutValues(ImmutableDictionary<string, object> body, IEnumerable<string> otherKeys)
    {
        var keys = ValueMembers.SelectMany(member => body.Map(member).Keys).Concat(otherKeys).Distinct(StringComparer.Ordinal);
        return body.RemoveRange(ValueMembers).SetItem("data", keys.ToImmutableDictionary(key => key, _ => (object)"", StringComparer.Ordinal));
    }

    // Metadata alone names the keys all the same: each manager's fields list them as f:data: {f:password: {}}.
    static IEnumerable<string> KeysOfManagers(ImmutableDictionary<string, object> metadata) =>
        from manager in metadata.Maps("managedFields")
        from member in ValueMembers
        from key in manager.Map("fieldsV1", $"f:{member}").Keys
        where key.StartsWith("f:", StringComparison.Ordinal)
        select key[2..];
}
