using System.Collections.Immutable;

namespace Basecamp.Components.Durability;

/// <summary>Something that copies what other components hold: volumes, and Secrets with their namespaces.</summary>
public sealed record StateCopier
{
    /// <summary>The copies it makes. Required.</summary>
    public required StateCopy Copy { get; init; }

    /// <summary>Whether Secrets are among them. Default false.</summary>
    public bool Secrets { get; init; }

    /// <summary>Storage classes whose volumes are among them. Default none.</summary>
    public ImmutableArray<string> StorageClasses { get; init; } = [];

    /// <summary>Whether volumes of the cluster's default class are among them. Default false.</summary>
    public bool DefaultClass { get; init; }

    /// <summary>Namespaces that are left out. Default none.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>The copy of <paramref name="state"/>; null when it is not among them.</summary>
    public StateCopy? Of(HeldState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Namespace is null || Without.Contains(state.Namespace) || !Takes(state))
            return null;
        return state.OwnSchedule is { } own && Secrets ? Copy with { ScheduleName = own.Name, Schedule = own.Schedule } : Copy;
    }

    bool Takes(HeldState state) => state.Medium switch
    {
        StateMedium.Secret => Secrets,
        StateMedium.Volume => state.StorageClass is { } name ? StorageClasses.Contains(name) : DefaultClass,
        _ => false,
    };
}
