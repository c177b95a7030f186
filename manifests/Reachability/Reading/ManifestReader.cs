using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads an object of a manifest member by member; what is wrong, and every member that nobody read, becomes a problem.</summary>
sealed class ManifestReader(string path, ImmutableDictionary<string, object> members, List<string> problems)
{
    readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>Where the object is, e.g. <c>NetworkPolicy shop/api ingress[0]</c>.</summary>
    public string Path => path;

    /// <summary>Records that <paramref name="member"/> of this object is wrong.</summary>
    public void Problem(string member, string message) => problems.Add($"{Sub(member)}: {message}");

    /// <summary>Records that this object is wrong.</summary>
    public void Problem(string message) => problems.Add(path.EndsWith(' ') ? $"{path}{message}" : $"{path}: {message}");

    public bool Has(string member) => Value(member) is not null;

    /// <summary>Marks members as known; they do not matter for reachability.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            read.Add(name);
    }

    public string? Text(string member)
    {
        var value = Value(member);
        if (value is null or string)
            return (string?)value;
        Problem(member, "must be text.");
        return null;
    }

    public bool? Flag(string member)
    {
        var value = Value(member);
        if (value is null or bool)
            return (bool?)value;
        Problem(member, "must be true or false.");
        return null;
    }

    /// <summary>A whole number as <see cref="int"/>, or text; null when absent.</summary>
    public object? NumberOrText(string member)
    {
        switch (Value(member))
        {
            case null:
                return null;
            case string text:
                return text;
            case int number:
                return number;
            case long number and >= int.MinValue and <= int.MaxValue:
                return (int)number;
            case double number when Math.Truncate(number) == number && Math.Abs(number) < int.MaxValue:
                return (int)number;
            default:
                Problem(member, "must be a whole number or text.");
                return null;
        }
    }

    public int? Number(string member)
    {
        var value = NumberOrText(member);
        if (value is string)
            Problem(member, "must be a number.");
        return value as int?;
    }

    public ManifestReader? Object(string member)
    {
        var value = Value(member);
        if (value is null)
            return null;
        if (value is ImmutableDictionary<string, object> map)
            return new(Sub(member), map, problems);
        Problem(member, "must be an object.");
        return null;
    }

    /// <summary>The objects of a list; null when absent.</summary>
    public IReadOnlyList<ManifestReader>? Objects(string member) => List(member, (value, at) =>
    {
        if (value is ImmutableDictionary<string, object> map)
            return new ManifestReader(at, map, problems);
        problems.Add($"{at}: must be an object.");
        return null;
    });

    /// <summary>The texts of a list; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string member) => List(member, (value, at) =>
    {
        if (value is string text)
            return text;
        problems.Add($"{at}: must be text.");
        return null;
    });

    /// <summary>Text by text; null when absent.</summary>
    public IReadOnlyDictionary<string, string>? Map(string member)
    {
        var value = Value(member);
        if (value is null)
            return null;
        if (value is ImmutableDictionary<string, object> map && map.Values.All(entry => entry is string))
            return map.ToDictionary(pair => pair.Key, pair => (string)pair.Value, StringComparer.Ordinal);
        Problem(member, "must map text to text; quote numbers and booleans.");
        return null;
    }

    /// <summary>Records every member that nobody asked for.</summary>
    public void NothingElse()
    {
        var unknown = members.Keys.Where(member => members[member] is not null && !read.Contains(member));
        foreach (var member in unknown.Order(StringComparer.Ordinal))
            Problem(member, "is not known, so what it does to traffic cannot be told.");
    }

    IReadOnlyList<T>? List<T>(string member, Func<object?, string, T?> read)
        where T : class
    {
        var value = Value(member);
        if (value is null)
            return null;
        if (value is not IList list || value is string)
        {
            Problem(member, "must be a list.");
            return null;
        }
        return [.. list.Cast<object?>()
            .Select((element, index) => read(element, string.Create(CultureInfo.InvariantCulture, $"{Sub(member)}[{index}]")))
            .OfType<T>()];
    }

    object? Value(string member)
    {
        read.Add(member);
        return members.GetValueOrDefault(member);
    }

    // The path of a whole policy ends with a blank: "NetworkPolicy shop/api " and then the member, without "spec", which says nothing.
    string Sub(string member) => path.EndsWith(' ') ? $"{path}{member}" : $"{path}.{member}";
}
