namespace Basecamp.Components.Charts;

/// <summary>Types of a chart's values, as files of keys name them.</summary>
readonly record struct ValueTypes(int Bits)
{
    static readonly (ValueTypes Type, string Words)[] Spoken =
    [
        (Map, "a map"), (List, "a list"), (Text, "text"), (Flag, "true or false"), (Number, "a number"), (Whole, "a whole number"),
    ];

    public static ValueTypes None => new(0);

    public static ValueTypes Map => new(1);

    public static ValueTypes List => new(2);

    public static ValueTypes Text => new(4);

    public static ValueTypes Flag => new(8);

    /// <summary>Every whole number is a number.</summary>
    public static ValueTypes Whole => new(16);

    public static ValueTypes Number => new(16 | 32);

    static ValueTypes Fraction => new(32);

    public static ValueTypes operator |(ValueTypes left, ValueTypes right) => new(left.Bits | right.Bits);

    public bool HasFlag(ValueTypes other) => (Bits & other.Bits) == other.Bits;

    /// <summary>Types that a file's word stands for; none for an unknown word.</summary>
    public static ValueTypes Parse(string word) => word switch
    {
        "any" => Map | List | Text | Flag | Number,
        "map" or "map-any" => Map,
        "list" or "list-any" => List,
        "scalar" => Text | Flag | Number,
        "string" => Text,
        "bool" => Flag,
        "int" => Whole,
        "number" => Number,
        _ => None,
    };

    /// <summary>Type of a value in a stack file.</summary>
    public static ValueTypes Of(object value) => value switch
    {
        string => Text,
        bool => Flag,
        int => Whole,
        double number => double.IsInteger(number) ? Whole : Fraction,
        IReadOnlyDictionary<string, object> => Map,
        _ => List,
    };

    /// <summary>As a message says it: <c>a map or text</c>.</summary>
    public static string Words(ValueTypes types)
    {
        if (types == Fraction)
            return "a fraction";
        var words = Spoken.Where(each => types.HasFlag(each.Type) && (each.Type != Whole || !types.HasFlag(Number))).Select(each => each.Words).ToList();
        return words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
    }
}
