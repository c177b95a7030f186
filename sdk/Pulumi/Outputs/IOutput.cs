namespace Pulumi;

/// <summary>An <see cref="Output{T}"/> whose type argument is not known to the caller.</summary>
interface IOutput
{
    ValueTask<OutputData<object?>> GetUntypedAsync();
}
