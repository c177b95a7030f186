namespace Pulumi;

/// <summary>An error that is the program's to explain; shown without a stack trace.</summary>
public class RunException : Exception
{
    public RunException(string message)
        : base(message)
    {
    }

    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) => new(
        $"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. "
        + "[Output] attributed properties must be instances of Output<T>.");
}

/// <summary>An error about one resource.</summary>
public class ResourceException(string message, Resource? resource, bool hideStack = false) : Exception(message)
{
    internal Resource? Resource { get; } = resource;

    internal bool HideStack { get; } = hideStack;
}
