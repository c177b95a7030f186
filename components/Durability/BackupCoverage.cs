using System.Collections.Immutable;

namespace Basecamp.Components.Durability;

/// <summary>What a stack holds, each with the copies that are made of it.</summary>
public static class BackupCoverage
{
    /// <summary>Everything that is held, in the given order.</summary>
    /// <param name="held">What components hold.</param>
    /// <param name="copiers">What copies it: of the whole cluster, also of stacks below.</param>
    /// <param name="accepted">Reasons why the loss of something is accepted, by <see cref="HeldState.Id"/>.</param>
    public static ImmutableArray<CoveredState> Of(IEnumerable<HeldState> held, IEnumerable<StateCopier> copiers, IReadOnlyDictionary<string, string> accepted)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(copiers);
        ArgumentNullException.ThrowIfNull(accepted);
        var all = copiers.ToList();
        return
        [
            .. held.Select(state => new CoveredState(
                state, [.. state.Copies, .. all.Select(copier => copier.Of(state)).OfType<StateCopy>()], accepted.GetValueOrDefault(state.Id))),
        ];
    }
}

/// <summary>Something that the cluster holds, with its copies.</summary>
/// <param name="State">What it is.</param>
/// <param name="Copies">All copies, also those that are lost together with the cluster.</param>
/// <param name="Accepted">Why its loss is accepted; null when it is not.</param>
public sealed record CoveredState(HeldState State, ImmutableArray<StateCopy> Copies, string? Accepted)
{
    /// <summary>The copies that survive the cluster.</summary>
    public IEnumerable<StateCopy> Surviving => Copies.Where(copy => !copy.Store.IsInCluster);

    /// <summary>Whether no copy survives, it cannot be made again, and nobody accepted that.</summary>
    public bool IsUnprotected => State is { Loss: LossKind.Data, Medium: not StateMedium.Paper } && Accepted is null && !Surviving.Any();
}
