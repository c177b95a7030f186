using System.Collections.Immutable;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Triage.Chart;

/// <summary>Arguments of <see cref="TriageChart"/>.</summary>
public sealed class TriageArgs : ResourceArgs
{
    /// <summary>What it builds on. Required.</summary>
    public required PlatformContext Platform { get; init; }

    /// <summary>What it is like. Required.</summary>
    public required TriageSpec Spec { get; init; }

    /// <summary>Content of the on-call document. Required.</summary>
    public required string OnCall { get; init; }

    /// <summary>Token with which Alertmanager sends alerts, as a secret; null when it sends none.</summary>
    public Output<string>? AlertmanagerToken { get; init; }

    /// <summary>Where the database is archived; required unless its backup is null.</summary>
    public S3Target? Store { get; init; }

    /// <summary>Storage class of the database. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Components that have to be there before, such as the PostgreSQL operator. Default none.</summary>
    public ImmutableArray<PlatformComponent> After { get; init; } = [];
}
