namespace Pulumi;

/// <summary>Lets an input, or a missing one, be used like an output.</summary>
public static class InputExtensions
{
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, TResult> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Task<TResult>> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Input<TResult>?> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Output<TResult>?> func) => input.ToOutput().Apply(func);

    /// <summary>The output of the input; of a missing input an output of the default value.</summary>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input ?? Output.Create(default(T)!);
}
