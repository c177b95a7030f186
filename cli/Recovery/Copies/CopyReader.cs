using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>Reads in a bucket which copy would be restored.</summary>
static class CopyReader
{
    /// <summary>The newest copy that could be restored.</summary>
    /// <exception cref="BucketException">The bucket cannot be read.</exception>
    public static Task<FoundCopy> ReadAsync(IBucket bucket, StateCopy copy, HeldState state, CancellationToken cancellation) => copy.Format switch
    {
        CopyFormat.EtcdSnapshots => EtcdSnapshots.ReadAsync(bucket, copy.Store.Prefix, cancellation),
        CopyFormat.BarmanArchive => BarmanArchive.ReadAsync(bucket, copy.Store.Prefix, cancellation),
        CopyFormat.LonghornBackups => LonghornBackups.ReadAsync(bucket, copy.Store.Prefix, state, cancellation),
        CopyFormat.VeleroBackups => VeleroBackups.ReadAsync(bucket, copy.Store.Prefix, copy.ScheduleName, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(copy), copy.Format, "There is no reader for this format."),
    };
}
