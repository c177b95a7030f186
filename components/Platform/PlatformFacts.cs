using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Basecamp.Components.Delivery;
using Basecamp.Components.ObjectStore;

namespace Basecamp.Components.Platform;

/// <summary>
/// What apps have to know about a platform to decide what to declare: plain values. Holds no secret. The platform tier exports it, for stacks
/// that own the apps alone.
/// </summary>
public sealed record PlatformFacts
{
    /// <summary>How much of everything runs.</summary>
    public PlatformProfile Profile { get; init; }

    /// <summary>Who applies the platform, and so the apps.</summary>
    public DeliveryEngine Delivery { get; init; }

    /// <summary>Where Argo CD or Flux reads from; null with Pulumi.</summary>
    public GitSource? Git { get; init; }

    /// <summary>Domain that hosts are below; null when nothing is published.</summary>
    public string? Domain { get; init; }

    /// <summary>How HTTP gets in; null when nothing is published.</summary>
    public HttpEntry? Http { get; init; }

    /// <summary>Hosts of the platform's own pages by their full name, each with the component that publishes it.</summary>
    public ImmutableSortedDictionary<string, string> Hosts { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether the platform itself answers requests for hosts that nobody published.</summary>
    public bool HasDefaultBackend { get; init; }

    /// <summary>Whether Prometheus reads metrics.</summary>
    public bool Monitoring { get; init; }

    /// <summary>Where alerts' runbooks are. Default, also for what an older version exported: the published ones.</summary>
    public string Runbooks { get; init; } = RunbookPages.Published;

    /// <summary>Whether Alertmanager hands alerts to triage.</summary>
    public bool AlertsTriage { get; init; }

    /// <summary>Whether KEDA scales by queries.</summary>
    public bool Keda { get; init; }

    /// <summary>Whether Argo Rollouts brings out new versions.</summary>
    public bool Rollouts { get; init; }

    /// <summary>Whether Velero backs namespaces up.</summary>
    public bool Velero { get; init; }

    /// <summary>Namespaces that the user told Velero to leave out.</summary>
    public ImmutableArray<string> NotBackedUp { get; init; } = [];

    /// <summary>Whether volumes have snapshots, so that backups hold their content.</summary>
    public bool Snapshots { get; init; }

    /// <summary>Whether a Redis-compatible cache runs.</summary>
    public bool Valkey { get; init; }

    /// <summary>Whether the PostgreSQL operator runs.</summary>
    public bool Postgres { get; init; }

    /// <summary>PostgreSQL clusters of the platform: roles that can log in, by the cluster's name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PostgresRoles { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Databases of those clusters, by the cluster's name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<DatabaseFacts>> PostgresDatabases { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<DatabaseFacts>>.Empty;

    /// <summary>Namespaces that the platform's settings list, by full name.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Pods that those namespaces may have, by full name. One without a limit is not among them.</summary>
    public ImmutableSortedDictionary<string, int> PodLimits { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Every namespace of the platform; empty when it was exported before they were known.</summary>
    public ImmutableArray<string> AllNamespaces { get; init; } = [];

    /// <summary>Whether pods can be scaled by the CPU that they use: metrics-server runs.</summary>
    public bool MeasuresPods { get; init; } = true;

    /// <summary>Whether there is a store that backups go to.</summary>
    public bool HasBackups { get; init; }

    /// <summary>That store, without its keys. Known once the platform is declared; null before, and when there is none.</summary>
    public StoreFacts? Backups { get; init; }

    /// <summary>Storage classes by purpose.</summary>
    public StorageClasses Classes { get; init; } = StorageClasses.Local;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>As the text of a stack output.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static PlatformFacts FromJson(string json) =>
        JsonSerializer.Deserialize<PlatformFacts>(json, Json) ?? throw new JsonException("The platform's facts are empty.");
}
