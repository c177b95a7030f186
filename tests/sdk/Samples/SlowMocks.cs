using Pulumi.Testing;

namespace Basecamp.Sdk.Tests.Samples;

/// <summary>Mocks that answer later, and note in which order they started and ended.</summary>
sealed class SlowMocks : IMocks
{
    readonly List<string> events = [];

    public IReadOnlyList<string> Events
    {
        get
        {
            lock (events)
                return [.. events];
        }
    }

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Note($"start {args.Name}");
        await Task.Delay(20);
        Note($"end {args.Name}");
        return ($"{args.Name}-id", args.Inputs.SetItem("text", args.Inputs.GetValueOrDefault("text") ?? $"{args.Name} done"));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();

    void Note(string message)
    {
        lock (events)
            events.Add(message);
    }
}
