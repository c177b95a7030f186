namespace Pulumi;

interface IUnion
{
    object? Value { get; }
}

/// <summary>A value of one of two types.</summary>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    readonly bool isSecond;
    readonly T0 first;
    readonly T1 second;

    Union(bool isSecond, T0 first, T1 second)
    {
        this.isSecond = isSecond;
        this.first = first;
        this.second = second;
    }

    public bool IsT0 => !isSecond;

    public bool IsT1 => isSecond;

    /// <exception cref="InvalidOperationException">It holds the second type.</exception>
    public T0 AsT0 => IsT0 ? first : throw new InvalidOperationException("Cannot return as T0 as result is T1");

    /// <exception cref="InvalidOperationException">It holds the first type.</exception>
    public T1 AsT1 => IsT1 ? second : throw new InvalidOperationException("Cannot return as T1 as result is T0");

    public object Value => isSecond ? second! : first!;

    object? IUnion.Value => Value;

    public static Union<T0, T1> FromT0(T0 input) => new(isSecond: false, input, default!);

    public static Union<T0, T1> FromT1(T1 input) => new(isSecond: true, default!, input);

    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => isSecond ? f1(second) : f0(first);

    public void Switch(Action<T0> f0, Action<T1> f1)
    {
        if (isSecond)
            f1(second);
        else
            f0(first);
    }

    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) =>
        isSecond ? Union<TResult, T1>.FromT1(second) : Union<TResult, T1>.FromT0(mapFunc(first));

    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) =>
        isSecond ? Union<T0, TResult>.FromT1(mapFunc(second)) : Union<T0, TResult>.FromT0(first);

    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1) =>
        isSecond ? Union<TResult0, TResult1>.FromT1(mapFunc1(second)) : Union<TResult0, TResult1>.FromT0(mapFunc0(first));

    public bool TryPickT0(out T0 value, out T1 remainder)
    {
        (value, remainder) = (first, second);
        return IsT0;
    }

    public bool TryPickT1(out T1 value, out T0 remainder)
    {
        (value, remainder) = (second, first);
        return IsT1;
    }

    public bool Equals(Union<T0, T1> other) => isSecond == other.isSecond && Equals(Value, other.Value);

    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(isSecond, Value);

    public override string ToString() => isSecond ? $"{typeof(T1).FullName}: {second}" : $"{typeof(T0).FullName}: {first}";

    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);
}
