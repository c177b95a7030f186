using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Logs;

/// <summary>Arguments of <see cref="Loki"/>.</summary>
public sealed class LokiArgs : PlatformComponentArgs
{
    /// <summary>What is kept. Default: 30 days.</summary>
    public LogsSpec Logs { get; init; } = new();

    /// <summary>Where logs are kept. Default null: on one volume of one Loki, because several cannot share a volume.</summary>
    public S3Target? Store { get; init; }
}
