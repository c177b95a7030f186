using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Traces;

/// <summary>Arguments of <see cref="Tempo"/>.</summary>
public sealed class TempoArgs : PlatformComponentArgs
{
    /// <summary>What is kept. Default: 7 days.</summary>
    public TracesSpec Traces { get; init; } = new();

    /// <summary>Where traces are kept. Default null: on Tempo's volume.</summary>
    public S3Target? Store { get; init; }
}
