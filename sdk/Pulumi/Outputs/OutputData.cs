using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: a value, the resources it depends on, and whether it is known and secret.</summary>
readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Known(T value) => new(ImmutableHashSet<Resource>.Empty, value, IsKnown: true, IsSecret: false);

    public static OutputData<T> Unknown(ImmutableHashSet<Resource> resources, bool isSecret) =>
        new(resources, default!, IsKnown: false, isSecret);

    public OutputData<object?> Untyped() => new(Resources, Value, IsKnown, IsSecret);
}

static class Dependencies
{
    /// <summary>Set union that costs nothing in the common case: one side has no dependencies, or both have the same.</summary>
    public static ImmutableHashSet<Resource> Join(this ImmutableHashSet<Resource> left, ImmutableHashSet<Resource> right) =>
        right.IsEmpty || ReferenceEquals(left, right) ? left : left.IsEmpty ? right : left.Union(right);
}
