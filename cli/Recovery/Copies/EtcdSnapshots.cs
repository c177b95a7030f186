using System.Globalization;
using Basecamp.Cli.Recovery.Buckets;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>Snapshots of etcd that K3s uploads: one file each, zipped unless that is switched off, and a small file of metadata beside.</summary>
static class EtcdSnapshots
{
    // End of central directory without a comment, which is how Go's archive/zip writes it.
    const int ZipEnd = 22;
    static readonly byte[] ZipSignature = [0x50, 0x4b, 0x05, 0x06];

    /// <summary>The newest snapshot.</summary>
    public static async Task<FoundCopy> ReadAsync(IBucket bucket, string prefix, CancellationToken cancellation)
    {
        var snapshots = new List<StoredObject>();
        await foreach (var each in bucket.ListAsync(prefix, cancellation))
            if (!each.Name[prefix.Length..].Contains('/', StringComparison.Ordinal))
                snapshots.Add(each);
        foreach (var newest in snapshots.OrderByDescending(each => each.Changed))
        {
            var name = newest.Name[prefix.Length..];
            if (await IsWholeAsync(bucket, newest, cancellation))
                return FoundCopy.At(newest.Changed, $"{name}, {Size(newest.Bytes)}", Skipped(snapshots, newest)) with { Name = name };
        }
        return FoundCopy.None(snapshots.Count == 0 ? "there is no snapshot in the bucket" : "every snapshot in the bucket is cut off or empty");
    }

    static string? Skipped(List<StoredObject> snapshots, StoredObject newest) =>
        snapshots.Count(each => each.Changed > newest.Changed) is > 0 and var cut
            ? string.Create(CultureInfo.InvariantCulture, $"{cut} newer {(cut == 1 ? "snapshot is" : "snapshots are")} cut off or empty")
            : null;

    static async Task<bool> IsWholeAsync(IBucket bucket, StoredObject snapshot, CancellationToken cancellation)
    {
        if (snapshot.Bytes == 0)
            return false;
        if (!snapshot.Name.EndsWith(".zip", StringComparison.Ordinal))
            return true;
        var end = await bucket.ReadEndAsync(snapshot, ZipEnd, cancellation);
        return end.AsSpan().StartsWith(ZipSignature);
    }

    static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d:0.#} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.#} MiB");
}
