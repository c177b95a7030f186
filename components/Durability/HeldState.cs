using System.Collections.Immutable;

namespace Basecamp.Components.Durability;

/// <summary>Something that the cluster holds and that is gone with it, unless there is a copy elsewhere.</summary>
/// <remarks>
/// What Pulumi generates is not among it: passwords and keys are in Pulumi's state. A component declares the rest beside what it installs, because
/// offline nobody sees which volumes a chart makes, and whether a loss matters nobody sees at all.
/// </remarks>
public sealed record HeldState
{
    /// <summary>Name that stays the same, e.g. <c>postgres/orders</c>: what <c>basecamp:acceptedLosses</c> names. Required.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, for people, e.g. <c>databases of orders</c>. Required.</summary>
    public required string What { get; init; }

    /// <summary>What its loss means. Required.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>One sentence: what happens when it is lost; for <see cref="LossKind.Tolerable"/>, why that does not matter. Required.</summary>
    public required string Consequence { get; init; }

    /// <summary>What it is kept in. Required.</summary>
    public required StateMedium Medium { get; init; }

    /// <summary>Namespace; null for what is in none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Storage class of a volume. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Copies that its own component makes. Default none.</summary>
    public ImmutableArray<StateCopy> Copies { get; init; } = [];

    /// <summary>Schedule of its own with what copies namespaces: name and cron expression. Default null: that of everything.</summary>
    public (string Name, string Schedule)? OwnSchedule { get; init; }
}
