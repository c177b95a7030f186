namespace Pulumi;

/// <summary>Lets a list of unions take either kind directly.</summary>
public static class InputListExtensions
{
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) => list.Add(value.Apply(Union<T0, T1>.FromT0));

    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) => list.Add(value.Apply(Union<T0, T1>.FromT1));
}

/// <summary>Lets a map of unions take either kind directly.</summary>
public static class InputMapExtensions
{
    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T0> value) =>
        map.Add(key, value.Apply(Union<T0, T1>.FromT0));

    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T1> value) =>
        map.Add(key, value.Apply(Union<T0, T1>.FromT1));
}
