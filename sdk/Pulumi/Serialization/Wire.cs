using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>A value as it looks after crossing to the engine and back, with the flags it gathered on the way.</summary>
/// <param name="Value">null, bool, double, string, immutable array, immutable dictionary, asset, archive or resource.</param>
/// <param name="IsKnown">False when any part is unknown.</param>
/// <param name="IsSecret">True when any part is secret.</param>
readonly record struct WireValue(object? Value, bool IsKnown, bool IsSecret)
{
    public static WireValue Of(object? value) => new(value, IsKnown: true, IsSecret: false);

    public static readonly WireValue Unknown = new(null, IsKnown: false, IsSecret: false);
}

/// <summary>
/// Brings arguments and mocked states into the few shapes the engine's wire has: numbers are doubles, lists immutable
/// arrays, objects immutable dictionaries without null values. Everything that has arrived is walked without a task.
/// </summary>
static class Wire
{
    public static ValueTask<WireValue> ReadAsync(string path, object? value)
    {
        switch (value)
        {
            case null or ValueTuple:
                return new(WireValue.Of(null));
            case string text:
                return new(text == Names.Unknown ? WireValue.Unknown : WireValue.Of(text));
            case bool or double or AssetOrArchive:
                return new(WireValue.Of(Checked(value)));
            case int number:
                return new(WireValue.Of((double)number));
            case InputArgs args:
                return ReadMapAsync(path, args.ToDictionary(), keepNulls: false);
            case IInput input:
                return ReadAsync(path, input.Parts);
            case IOutput output:
                return ReadOutputAsync(path, output);
            case IUnion union:
                return ReadAsync(path, union.Value);
            case JsonElement json:
                return new(WireValue.Of(JsonShape.Of(json)));
            case Resource resource:
                return ReadResourceAsync(resource);
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}");
            case IReadOnlyDictionary<string, object?> map:
                return ReadMapAsync(path, map, keepNulls: false);
            case IDictionary map:
                return ReadMapAsync(path, Entries(path, map), keepNulls: false);
            case IList list:
                return ReadListAsync(path, list);
            default:
                return ReadDeclaredAsync(path, value);
        }
    }

    static object Checked(object value) => value switch
    {
        InvalidAsset => throw new InvalidOperationException("Cannot serialize invalid asset"),
        InvalidArchive => throw new InvalidOperationException("Cannot serialize invalid archive"),
        _ => value,
    };

    static ValueTask<WireValue> ReadDeclaredAsync(string path, object value)
    {
        if (value is Enum && Enum.GetUnderlyingType(value.GetType()) == typeof(int))
            return new(WireValue.Of((double)(int)value));

        if (EnumShape.TryRead(value, path, out var member))
            return ReadAsync(path, member);

        return OutputTypeShape.TryRead(value, out var fields)
            ? ReadMapAsync(path, fields, keepNulls: true)
            : throw new InvalidOperationException($"{value.GetType().FullName} is not a supported argument type.\n\t{path}");
    }

    static ValueTask<WireValue> ReadOutputAsync(string path, IOutput output)
    {
        var pending = output.GetUntypedAsync();
        return pending.IsCompletedSuccessfully ? Continue(pending.Result) : Await();

        async ValueTask<WireValue> Await() => await Continue(await pending.ConfigureAwait(false)).ConfigureAwait(false);

        ValueTask<WireValue> Continue(OutputData<object?> data)
        {
            if (!data.IsKnown)
                return new(WireValue.Unknown);

            var inner = ReadAsync(path, data.Value);
            return !data.IsSecret
                ? inner
                : inner.IsCompletedSuccessfully ? new(inner.Result with { IsSecret = true }) : Secret(inner);
        }

        static async ValueTask<WireValue> Secret(ValueTask<WireValue> inner) => await inner.ConfigureAwait(false) with { IsSecret = true };
    }

    // A resource travels as a reference; whoever receives it sees a resource that only has its URN.
    static async ValueTask<WireValue> ReadResourceAsync(Resource resource)
    {
        var urn = await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        return urn.Length == 0 ? WireValue.Unknown : WireValue.Of(new ReferencedResource(urn));
    }

    static IEnumerable<KeyValuePair<string, object?>> Entries(string path, IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Key is not string key)
                throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{path}");
            yield return new(key, entry.Value);
        }
    }

    static async ValueTask<WireValue> ReadMapAsync(string path, IEnumerable<KeyValuePair<string, object?>> entries, bool keepNulls)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        var (known, secret) = (true, false);
        foreach (var (key, entry) in entries)
        {
            if (entry is null && !keepNulls)
                continue;

            var read = ReadAsync($"{path}.{key}", entry);
            var value = read.IsCompletedSuccessfully ? read.Result : await read.ConfigureAwait(false);
            known &= value.IsKnown;
            secret |= value.IsSecret;

            // Two underscores mark the engine's own properties, which programs do not see.
            if ((value.Value is not null || keepNulls || !value.IsKnown) && !key.StartsWith("__", StringComparison.Ordinal))
                result[key] = value.Value;
        }

        return new(result.ToImmutable(), known, secret);
    }

    static async ValueTask<WireValue> ReadListAsync(string path, IList list)
    {
        if (ListShape.IsDefaultArray(list))
            return WireValue.Of(ImmutableArray<object?>.Empty);

        var result = ImmutableArray.CreateBuilder<object?>(list.Count);
        var (known, secret) = (true, false);
        for (var i = 0; i < list.Count; i++)
        {
            var read = ReadAsync($"{path}[{i}]", list[i]);
            var value = read.IsCompletedSuccessfully ? read.Result : await read.ConfigureAwait(false);
            known &= value.IsKnown;
            secret |= value.IsSecret;
            result.Add(value.Value);
        }

        return new(result.MoveToImmutable(), known, secret);
    }
}
