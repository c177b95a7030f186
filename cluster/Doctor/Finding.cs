using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor;

/// <summary>Something that is wrong with an object.</summary>
/// <param name="Check">Which cause it is, e.g. <c>image-not-found</c>. Stable: scripts and runbooks name it.</param>
/// <param name="Subject">The object that it is wrong with.</param>
/// <param name="What">What is wrong, in one line.</param>
/// <param name="Cause">Why, in a sentence or two. Equal causes of the pods of one workload are one finding.</param>
public sealed record Finding(string Check, ObjectId Subject, string What, string Cause)
{
    /// <summary>How bad. Default broken.</summary>
    public Severity Severity { get; init; } = Severity.Broken;

    /// <summary>What it was seen by: fields and events.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Commands that mend it, or show more where people have to decide.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>Where to read on, e.g. <c>docs/runbooks/crashloop.md</c>; null for nowhere.</summary>
    public string? Runbook { get; init; }

    /// <summary>Whether it follows from whatever is wrong with what its object needs. Default false: it has a cause of its own.</summary>
    public bool IsSymptom { get; init; }

    /// <summary>Objects that it may come from, besides those that its object needs anyway. Default none.</summary>
    public ImmutableArray<ObjectId> Because { get; init; } = [];
}
