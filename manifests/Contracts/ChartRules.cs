using System.Collections;
using System.Globalization;

namespace Basecamp.Manifests.Contracts;

/// <summary>A key, with the value it must have for a rule to speak; no value: any but null, false, zero and empty.</summary>
sealed record ChartSetting(string Path, IReadOnlyList<ContractPath.Step> Steps, string? Value)
{
    /// <summary>Reads <c>path</c> or <c>path=value</c>.</summary>
    public static ChartSetting Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? text : text[..equals];
        return new(path, ContractPath.Split(path), equals < 0 ? null : text[(equals + 1)..]);
    }

    /// <summary>Whether the key stands in <paramref name="values"/> at all.</summary>
    public bool IsGiven(IReadOnlyDictionary<string, object> values) => Find(values) is not null;

    /// <summary>Whether the key stands there with the wanted value.</summary>
    public bool Holds(IReadOnlyDictionary<string, object> values) => Value is null
        ? Find(values) switch { null or false or "" or 0.0 => false, ICollection { Count: 0 } => false, _ => true }
        : Find(values) switch
        {
            string text => text == Value,
            bool flag => (flag ? "true" : "false") == Value,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture) == Value,
            _ => false,
        };

    /// <inheritdoc/>
    public override string ToString() => Value is null ? Path : $"{Path}={Value}";

    object? Find(object? at)
    {
        foreach (var step in Steps)
        {
            if (at is not IReadOnlyDictionary<string, object> map || !map.TryGetValue(step.Key, out at))
                return null;
        }
        return at;
    }
}

/// <summary>A key known to be wrong, alone or with one value.</summary>
sealed record DeadKey(ChartSetting Setting, string Reason)
{
    public bool Speaks(IReadOnlyDictionary<string, object> values) => Setting.Value is null ? Setting.IsGiven(values) : Setting.Holds(values);
}

/// <summary>A key that needs another one.</summary>
sealed record KeyNeed(ChartSetting Setting, ChartSetting Other, string Reason);
