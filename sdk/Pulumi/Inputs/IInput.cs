namespace Pulumi;

/// <summary>An <see cref="Input{T}"/> whose type argument is not known to the caller.</summary>
interface IInput
{
    IOutput ToUntypedOutput();

    /// <summary>What serialization walks: the elements of a collection one by one, so that each keeps its own output; else the output.</summary>
    object? Parts { get; }
}
