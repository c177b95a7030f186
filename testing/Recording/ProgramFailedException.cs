namespace Basecamp.Testing;

/// <summary>A recorded program failed. The message holds every error.</summary>
public sealed class ProgramFailedException : Exception
{
    internal ProgramFailedException(RecordedStack stack)
        : base(string.Join(Environment.NewLine, stack.Errors.Select(error => error.Message)), stack.Errors[0].Exception)
    {
        Stack = stack;
    }

    /// <summary>What was recorded until then.</summary>
    public RecordedStack Stack { get; }

    /// <summary>All reasons.</summary>
    public IReadOnlyList<ProgramError> Errors => Stack.Errors;
}
