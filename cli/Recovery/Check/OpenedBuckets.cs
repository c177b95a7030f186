using System.Collections.Immutable;
using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Cli.Recovery.Secrets;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>The buckets of a stack, each opened once. One that cannot be reached is asked once, too.</summary>
sealed class OpenedBuckets(StoreKeys keys, Func<CopyStore, BucketKeys, IBucket> open) : IDisposable
{
    readonly Dictionary<(string, string), (IBucket? Bucket, BucketException? Failure)> opened = [];

    /// <summary>Whether deleted objects can be had back, by bucket.</summary>
    public ImmutableSortedDictionary<string, bool?> KeepVersions { get; private set; } = ImmutableSortedDictionary<string, bool?>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The bucket of a store.</summary>
    /// <exception cref="BucketException">It cannot be read.</exception>
    public async Task<IBucket> OpenAsync(CopyStore store, CancellationToken cancellation)
    {
        var id = (store.Url, store.Bucket);
        if (!opened.TryGetValue(id, out var known))
            opened[id] = known = await TryOpenAsync(store, cancellation);
        return known.Bucket ?? throw known.Failure!;
    }

    async Task<(IBucket?, BucketException?)> TryOpenAsync(CopyStore store, CancellationToken cancellation)
    {
        IBucket? bucket = null;
        try
        {
            bucket = open(store, keys.At(store.Settings));
            // The first page only: whether it is there and may be read.
            await using var first = bucket.ListAsync(store.Prefix, cancellation).GetAsyncEnumerator(cancellation);
            await first.MoveNextAsync();
            KeepVersions = KeepVersions.SetItem(store.Bucket, await bucket.KeepsVersionsAsync(cancellation));
            return (bucket, null);
        }
        catch (BucketException exception)
        {
            (bucket as IDisposable)?.Dispose();
            return (null, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (bucket, _) in opened.Values)
            (bucket as IDisposable)?.Dispose();
    }
}
