using System.Runtime.CompilerServices;
using System.Text;
using Basecamp.Cli.Recovery.Buckets;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>A bucket in memory.</summary>
sealed class MemoryBucket : IBucket
{
    readonly SortedDictionary<string, (byte[] Content, DateTimeOffset Changed)> objects = new(StringComparer.Ordinal);

    /// <summary>Whether it keeps versions.</summary>
    public bool? Versions { get; init; } = true;

    /// <summary>Puts an object into it.</summary>
    public MemoryBucket With(string name, DateTimeOffset changed, string content = "x") => With(name, changed, Encoding.UTF8.GetBytes(content));

    /// <summary>Puts an object into it.</summary>
    public MemoryBucket With(string name, DateTimeOffset changed, byte[] content)
    {
        objects[name] = (content, changed);
        return this;
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var (name, (content, changed)) in objects.Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal)))
            yield return new(name, content.Length, changed);
    }

    public Task<string> ReadAsync(string name, CancellationToken cancellation) => Task.FromResult(Encoding.UTF8.GetString(objects[name].Content));

    public Task<byte[]> ReadEndAsync(StoredObject stored, int bytes, CancellationToken cancellation) =>
        Task.FromResult(objects[stored.Name].Content.TakeLast(bytes).ToArray());

    public Task<bool?> KeepsVersionsAsync(CancellationToken cancellation) => Task.FromResult(Versions);
}
