using System.Collections.Immutable;
using Basecamp.Components.Durability;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>Something that a stack holds, with what is really there of its copies.</summary>
/// <param name="Covered">What is held and what is promised.</param>
/// <param name="Copies">The copies that survive the cluster, as found.</param>
sealed record CheckedState(CoveredState Covered, ImmutableArray<CheckedCopy> Copies)
{
    /// <summary>The copy that would be restored: the one that goes back least.</summary>
    public CheckedCopy? Best => Copies
        .OrderBy(copy => copy.Found is null ? 1 : 0).ThenByDescending(copy => copy.Found?.RestorableTo).FirstOrDefault();

    /// <summary>What would happen to it.</summary>
    public Fate Fate => Covered switch
    {
        { State.Medium: StateMedium.Paper } => Fate.KeptByPeople,
        { State.Loss: LossKind.Tolerable } or { Accepted: not null } => Fate.Acceptable,
        { IsUnprotected: true } => Fate.Lost,
        { State.Loss: LossKind.Work } when Copies.IsEmpty => Fate.Recreated,
        _ when Copies.Any(copy => copy.Found is { RestorableTo: not null } || (copy.Found is null && copy.Problem is null)) => Fate.Restorable,
        _ when Copies.All(copy => copy.Found is null) => Fate.Unknown,
        { State.Loss: LossKind.Work } => Fate.Recreated,
        _ => Fate.Lost,
    };

    /// <summary>Problems of promised copies that matter.</summary>
    public IEnumerable<CheckedCopy> Problems => Fate is Fate.Acceptable or Fate.KeptByPeople ? [] : Copies.Where(copy => copy.Problem is not null);
}

/// <summary>What a disaster would do to something.</summary>
enum Fate
{
    /// <summary>It is gone.</summary>
    Lost,

    /// <summary>Nobody could look.</summary>
    Unknown,

    /// <summary>It comes back as it was at the last copy.</summary>
    Restorable,

    /// <summary>Somebody has to make it again.</summary>
    Recreated,

    /// <summary>It is gone, which does not matter or was accepted.</summary>
    Acceptable,

    /// <summary>It is where people keep it.</summary>
    KeptByPeople,
}
