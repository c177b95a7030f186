using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The error messages of a run; the first one fails it.</summary>
sealed class ErrorLog
{
    readonly Lock gate = new();
    readonly List<string> messages = [];

    public ImmutableArray<string> Messages
    {
        get
        {
            lock (gate)
                return [.. messages];
        }
    }

    public void Add(string message)
    {
        lock (gate)
            messages.Add(message);
    }
}
