using System.Collections;

namespace Basecamp.Manifests.Contracts;

/// <summary>What kind of value a program gave.</summary>
[Flags]
enum ValueKind
{
    None = 0,
    Text = 1,
    Whole = 2,
    Fraction = 4,
    Flag = 8,
    Map = 16,
    List = 32,
    Number = Whole | Fraction,
    Scalar = Text | Number | Flag,
    All = Scalar | Map | List,
}

static class ValueKinds
{
    /// <summary>The kind of a recorded value; <see cref="ValueKind.None"/> for null.</summary>
    public static ValueKind Of(object? value) => value switch
    {
        null => ValueKind.None,
        string => ValueKind.Text,
        bool => ValueKind.Flag,
        int or long => ValueKind.Whole,
        double number => double.IsInteger(number) ? ValueKind.Whole : ValueKind.Fraction,
        IReadOnlyDictionary<string, object> => ValueKind.Map,
        IList => ValueKind.List,
        _ => throw new ArgumentException($"A {value.GetType().Name} is not a recorded value. Use text, numbers, booleans, lists and maps."),
    };

    /// <summary>In words, e.g. <c>a list or text</c>.</summary>
    public static string Words(ValueKind kinds)
    {
        List<string> words = [];
        if (kinds.HasFlag(ValueKind.Map))
            words.Add("a map");
        if (kinds.HasFlag(ValueKind.List))
            words.Add("a list");
        if (kinds.HasFlag(ValueKind.Text))
            words.Add("text");
        if (kinds.HasFlag(ValueKind.Fraction))
            words.Add("a number");
        else if (kinds.HasFlag(ValueKind.Whole))
            words.Add("a whole number");
        if (kinds.HasFlag(ValueKind.Flag))
            words.Add("true or false");
        return string.Join(" or ", words);
    }
}
