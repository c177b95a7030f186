using System.Collections.Immutable;
using System.Text;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Turns the values of a manifest into objects.</summary>
static class ObjectReader
{
    // What the API server adds; nobody asks for it.
    static readonly string[] ServerMetadata =
        ["creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

    const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The Kubernetes objects of a document: none, one, or those of a List.</summary>
    public static IEnumerable<DiffObject> Read(object document, string place)
    {
        if (document is not ImmutableDictionary<string, object> body)
            return [];
        if (body.Text("kind")?.EndsWith("List", StringComparison.Ordinal) == true && body.GetValueOrDefault("items") is ImmutableArray<object> items)
            return items.SelectMany(item => Read(item, place));
        return ReadOne(body, place) is { } read ? [read] : [];
    }

    /// <summary>The Kubernetes object that <paramref name="body"/> is; null when it is none.</summary>
    public static DiffObject? ReadOne(ImmutableDictionary<string, object> body, string place)
    {
        if (body.Text("apiVersion") is not { } apiVersion || body.Text("kind") is not { } kind || body.Map("metadata") is not { } metadata
            || metadata.Text("name") is not { } name)
            return null;
        var id = new ObjectId(ObjectId.GroupOf(apiVersion), kind, metadata.Text("namespace"), name);
        return new(id, AppNames.Of(id, place), place, WithoutSecrets(id, WithoutServerState(body, metadata)));
    }

    static ImmutableDictionary<string, object> WithoutServerState(
        ImmutableDictionary<string, object> body, ImmutableDictionary<string, object> metadata)
    {
        metadata = metadata.RemoveRange(ServerMetadata);
        if (metadata.Map("annotations") is { IsEmpty: false } annotations && annotations.ContainsKey(LastApplied))
            metadata = metadata.SetItem("annotations", annotations.Remove(LastApplied));
        return body.Remove("status").SetItem("metadata", metadata);
    }

    static ImmutableDictionary<string, object> WithoutSecrets(ObjectId id, ImmutableDictionary<string, object> body)
    {
        if (id is not { Group: "", Kind: "Secret" })
            return body;
        // Comparable, whether it was written encoded or not; encrypted as a whole, not even the keys are known.
        var whole = body.GetValueOrDefault("data") as SecretValue ?? body.GetValueOrDefault("stringData") as SecretValue;
        var entries = Entries(body, "data", Decoded).SetItems(Entries(body, "stringData", text => text));
        body = body.Remove("stringData").Remove("data");
        return whole is not null ? body.SetItem("data", whole) : entries.IsEmpty ? body : body.SetItem("data", entries);
    }

    static ImmutableDictionary<string, object> Entries(ImmutableDictionary<string, object> body, string member, Func<string, string> read) =>
        body.Map(member).ToImmutableDictionary(entry => entry.Key, entry => (object)(entry.Value switch
        {
            SecretValue secret => secret,
            string text => SecretValue.OfPlain(read(text)),
            _ => SecretValue.Unknown,
        }));

    static string Decoded(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return text;
        }
    }
}
