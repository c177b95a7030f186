namespace Pulumi;

/// <summary>An <see cref="Input{T}"/> whose type argument is not known to the caller.</summary>
interface IInput
{
    IOutput ToUntypedOutput();

    /// <summary>What serialization walks: a collection's elements one by one, because each may be an output; else the output.</summary>
    object? Parts { get; }
}
