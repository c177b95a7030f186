using System.Collections.Concurrent;
using System.Reflection;
using YamlDotNet.Serialization;

namespace Basecamp.Components.K3s.Config;

/// <summary>Writes configuration objects as the YAML that K3s reads.</summary>
/// <remarks>
/// K3s parses YAML 1.1, where a bare <c>0600</c> or <c>yes</c> is not a string, so such strings are quoted. Empty values are left out: a
/// null in the file would become <c>--key=</c>.
/// </remarks>
public static class K3sYaml
{
    static readonly ConcurrentDictionary<Type, (string Key, PropertyInfo Property)[]> Keys = new();

    static readonly ISerializer Serializer = new SerializerBuilder()
        .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .WithIndentedSequences()
        .DisableAliases()
        .Build();

    /// <summary>The keys that a configuration type can write.</summary>
    public static IReadOnlyList<string> KeysOf(Type type) => [.. Properties(type).Select(entry => entry.Key)];

    /// <summary>
    /// The set values of <paramref name="parts"/> as key and value, in the order of their declaration. A later scalar replaces an earlier one;
    /// a later list is appended, so that one more argument never drops the hardening ones.
    /// </summary>
    public static IReadOnlyDictionary<string, object> Values(params IEnumerable<object> parts)
    {
        var values = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var part in parts)
            foreach (var (key, value) in Entries(part))
                values[key] = values.TryGetValue(key, out var earlier) ? Merged(earlier, value) : value;
        return values;
    }

    /// <summary>One <c>config.yaml</c> from several objects or dictionaries, as <see cref="Values"/> merges them.</summary>
    public static string Write(params IEnumerable<object> parts) => Serialize(Values(parts));

    /// <summary>Any object graph of dictionaries, lists and scalars as YAML.</summary>
    public static string Serialize(object graph) => Serializer.Serialize(graph).ReplaceLineEndings("\n");

    /// <summary>Several documents in one file.</summary>
    public static string SerializeAll(params IEnumerable<object> documents) => string.Join("---\n", documents.Select(Serialize));

    static object Merged(object earlier, object later) => (earlier, later) switch
    {
        (IEnumerable<object> list, string item) => list.Append(item).ToList(),
        (IEnumerable<object> list, IEnumerable<object> more) => list.Concat(more).Distinct().ToList(),
        _ => later,
    };

    static IEnumerable<(string Key, object Value)> Entries(object part)
    {
        if (part is IReadOnlyDictionary<string, object> dictionary)
            return dictionary.Select(pair => (pair.Key, pair.Value));
        return from entry in Properties(part.GetType())
               let value = entry.Property.GetValue(part)
               where value is not null and not IReadOnlyCollection<string> { Count: 0 }
               select (entry.Key, value);
    }

    static (string Key, PropertyInfo Property)[] Properties(Type type) => Keys.GetOrAdd(type, static type =>
        [.. from property in type.GetProperties()
            let key = property.GetCustomAttribute<K3sKeyAttribute>()
            where key is not null
            select (key.Key, property)]);
}
