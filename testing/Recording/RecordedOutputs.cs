using System.Collections;
using System.Collections.Immutable;

namespace Basecamp.Testing;

/// <summary>Resolves named outputs.</summary>
static class RecordedOutputs
{
    /// <summary>Each value with its secretness; outputs nested in maps and lists are resolved too.</summary>
    public static async Task<IReadOnlyDictionary<string, RecordedOutput>> ReadAsync(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var outputs = ImmutableDictionary.CreateBuilder<string, RecordedOutput>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            outputs.Add(name, await ResolveAsync(value));
        return outputs.ToImmutable();
    }

    static async Task<RecordedOutput> ResolveAsync(object? value)
    {
        switch (value)
        {
            case null or string or bool:
                return new(value, IsSecret: false);
            case IDictionary map:
                return await ResolveMapAsync(map);
            case IList list:
                return await ResolveListAsync(list);
        }
        if (OutputReader.For(value.GetType()) is not { } reader)
            return new(value, IsSecret: false);
        var facts = await reader.ReadAsync(value);
        var inner = await ResolveAsync(facts.Value);
        return new(inner.Value, facts.IsSecret || inner.IsSecret, facts.IsKnown && inner.IsKnown);
    }

    static async Task<RecordedOutput> ResolveMapAsync(IDictionary map)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        var (secret, known) = (false, true);
        foreach (DictionaryEntry entry in map)
        {
            var resolved = await ResolveAsync(entry.Value);
            entries.Add(entry.Key.ToString() ?? "", resolved.Value);
            secret |= resolved.IsSecret;
            known &= resolved.IsKnown;
        }
        return new(entries.ToImmutable(), secret, known);
    }

    static async Task<RecordedOutput> ResolveListAsync(IList list)
    {
        var elements = ImmutableArray.CreateBuilder<object?>(list.Count);
        var (secret, known) = (false, true);
        foreach (var element in list)
        {
            var resolved = await ResolveAsync(element);
            elements.Add(resolved.Value);
            secret |= resolved.IsSecret;
            known &= resolved.IsKnown;
        }
        return new(elements.DrainToImmutable(), secret, known);
    }
}
