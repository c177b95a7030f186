namespace Basecamp.Cli.Recovery.Buckets;

/// <summary>A bucket, read only.</summary>
interface IBucket
{
    /// <summary>All objects whose names start with <paramref name="prefix"/>, in the order of their names.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>An object's text; never more than a megabyte of it.</summary>
    Task<string> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>The last bytes of an object: all of them when it has fewer.</summary>
    Task<byte[]> ReadEndAsync(StoredObject stored, int bytes, CancellationToken cancellation);

    /// <summary>Whether deleted and overwritten objects can be had back; null when the store does not say.</summary>
    Task<bool?> KeepsVersionsAsync(CancellationToken cancellation);
}

/// <summary>An object in a bucket.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Changed">When it was written.</param>
readonly record struct StoredObject(string Name, long Bytes, DateTimeOffset Changed);
