using System.Collections.Immutable;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Cli.Recovery.Copies;
using Basecamp.Cli.Recovery.Coverage;
using Basecamp.Cli.Recovery.Secrets;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>What would be lost if everything burned down now.</summary>
/// <param name="Run">The stack, run offline.</param>
/// <param name="States">What it holds, from the machines upwards.</param>
/// <param name="Buckets">Buckets that were looked at, and whether deleted copies can be had back: null when the store does not say.</param>
/// <param name="LookedAtBuckets">False when only promises were checked.</param>
/// <param name="Now">The time of the check.</param>
sealed record DisasterCheck(
    OfflineRun Run, ImmutableArray<CheckedState> States, ImmutableSortedDictionary<string, bool?> Buckets, bool LookedAtBuckets, DateTimeOffset Now)
{
    /// <summary>The state as it was exported; null when none was given.</summary>
    public ExportCheck? Export { get; init; }

    /// <summary>Whether something is worse than promised.</summary>
    public bool IsWorse => States.Any(state => state.Fate is Fate.Lost or Fate.Unknown || state.Problems.Any()) || Export is { Problem: not null };

    /// <summary>Checks promises only.</summary>
    public static DisasterCheck OfPromises(OfflineRun run, StackCoverage coverage, DateTimeOffset now) => new(
        run, [.. coverage.All.Select(state => new CheckedState(state, [.. state.Surviving.Select(CheckedCopy.Promised)]))],
        ImmutableSortedDictionary<string, bool?>.Empty, LookedAtBuckets: false, now);

    /// <summary>Checks promises against the buckets.</summary>
    public static async Task<DisasterCheck> OfBucketsAsync(OfflineRun run, StackCoverage coverage, StoreKeys keys, CliContext context, CancellationToken cancellation)
    {
        var (now, opened, states) = (context.Clock.GetUtcNow(), new OpenedBuckets(keys, context.Bucket), new List<CheckedState>());
        using (opened)
            foreach (var state in coverage.All)
            {
                var copies = new List<CheckedCopy>();
                // What may be lost needs no copy, and nobody has to look for one.
                foreach (var copy in state is { State.Loss: LossKind.Tolerable } or { Accepted: not null } ? [] : state.Surviving)
                    copies.Add(await LookAsync(opened, copy, state.State, now, cancellation));
                states.Add(new(state, [.. copies]));
            }
        return new(run, [.. states], opened.KeepVersions, LookedAtBuckets: true, now);
    }

    static async Task<CheckedCopy> LookAsync(OpenedBuckets buckets, StateCopy copy, HeldState state, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return CheckedCopy.Of(copy, await CopyReader.ReadAsync(await buckets.OpenAsync(copy.Store, cancellation), copy, state, cancellation), now);
        }
        catch (BucketException exception)
        {
            return new(copy, null, exception.Message);
        }
    }
}
