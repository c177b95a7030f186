namespace Pulumi;

/// <summary>An argument of a resource: a plain value or an output of another resource.</summary>
public class Input<T> : IInput
{
    readonly Output<T>? output;

    Input(Output<T> output) => this.output = output;

    private protected Input()
    {
    }

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    public static implicit operator Output<T>(Input<T> input) => input.Resolve();

    /// <summary>Collections build their output only when somebody asks for it.</summary>
    private protected virtual Output<T> Resolve() => output!;

    IOutput IInput.ToUntypedOutput() => Resolve();

    object? IInput.Parts => Parts;

    private protected virtual object? Parts => Resolve();
}
