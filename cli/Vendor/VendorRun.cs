using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Vendor;

/// <summary>Brings the charts of a stack into its project, and writes down what they are. What is there already is not fetched again.</summary>
/// <param name="charts">Where they go.</param>
/// <param name="fetch">Fetches a published archive.</param>
sealed class VendorRun(VendoredCharts charts, Func<ChartPin, CancellationToken, Task<byte[]>> fetch) : IDisposable
{
    // Few enough that a repository's host does not take it for an attack.
    const int Parallel = 4;

    readonly SemaphoreSlim writing = new(1);
    ChartLock locked = ChartLock.Empty;

    /// <summary>Brings them.</summary>
    /// <param name="pins">The charts.</param>
    /// <param name="onFetched">Told about each that was fetched.</param>
    /// <param name="cancellation">Stops it; what was fetched by then stays, and the next run continues.</param>
    /// <returns>Why some could not be had, sorted; the others are there.</returns>
    /// <exception cref="VendorException">The lock cannot be read.</exception>
    public async Task<IReadOnlyList<string>> BringAsync(IReadOnlyList<ChartPin> pins, Action<LockedChart> onFetched, CancellationToken cancellation)
    {
        locked = charts.ReadLock();
        var failures = new List<string>();
        var missing = pins.Where(pin => locked.Of(pin) is not { } entry || charts.DigestOf(pin) != entry.Digest);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (pin, token) =>
            {
                try
                {
                    await BringAsync(pin, onFetched, token);
                }
                catch (VendorException exception)
                {
                    lock (failures)
                        failures.Add(exception.Message);
                }
            });
        return [.. failures.Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes all charts that are not among <paramref name="pins"/>.</summary>
    /// <returns>Names of the archives that were removed.</returns>
    public async Task<IReadOnlyList<string>> PruneAsync(IReadOnlyList<ChartPin> pins, CancellationToken cancellation)
    {
        locked = locked.Where(pins.Contains);
        await charts.WriteAsync(locked, cancellation);
        var kept = locked.Entries.Select(entry => entry.FileName).ToHashSet(StringComparer.Ordinal);
        var removed = charts.Archives.Where(archive => !kept.Contains(archive)).ToList();
        removed.ForEach(charts.Remove);
        return removed;
    }

    async Task BringAsync(ChartPin pin, Action<LockedChart> onFetched, CancellationToken cancellation)
    {
        var archive = await fetch(pin, cancellation);
        var fetched = new LockedChart(pin, ChartArchive.DigestOf(archive));
        await writing.WaitAsync(cancellation);
        try
        {
            if (locked.Of(pin) is { } known && known.Digest != fetched.Digest)
                throw new VendorException(
                    $"{pin} from {pin.Repository} has the SHA-256 digest {fetched.Digest}, but {VendoredCharts.ShownLock} says {known.Digest}: what was published "
                    + "under this version has changed since. Find out why; to take the new one, remove its line from the lock.");
            // The lock after each: it never names what is not there, and an interrupted run continues from here.
            await charts.WriteAsync(pin, archive, cancellation);
            locked = locked.With(fetched);
            await charts.WriteAsync(locked, cancellation);
            onFetched(fetched);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();
}
