using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Parts;

/// <summary>
/// What a platform is to be, as its parts see it: the sections of the stack file, the cluster, who delivers. Plain values, known before anything is
/// registered.
/// </summary>
public sealed record PlatformPlan
{
    /// <summary>The cluster. Required.</summary>
    public required ClusterFacts Cluster { get; init; }

    /// <summary>Who delivers. Required.</summary>
    public required DeliveryEngine Engine { get; init; }

    /// <summary>How much of everything runs. Default small.</summary>
    public PlatformProfile Profile { get; init; }

    /// <summary>Domain that hosts are below; null when nothing is published.</summary>
    public string? Domain { get; init; }

    /// <summary>How HTTP gets in; null when nothing is published.</summary>
    public HttpEntry? Http { get; init; }

    /// <summary>All parts that a platform may have. Required.</summary>
    public required ImmutableArray<PlatformPart> Parts { get; init; }

    /// <summary>Sections of the stack file that are there, by the type of their settings. Required.</summary>
    public required ImmutableDictionary<Type, object> Sections { get; init; }

    /// <summary>A section; null when it is not there.</summary>
    public TSection? Section<TSection>()
        where TSection : class => Sections.GetValueOrDefault(typeof(TSection)) as TSection;

    /// <summary>Whether a section is there.</summary>
    public bool Has<TSection>()
        where TSection : class => Section<TSection>() is not null;

    /// <summary>Whether the part with a section is there, for whoever must not know that part.</summary>
    /// <param name="section">The section, below <c>basecamp:platform</c>.</param>
    public bool IsOn(string section) => Parts.Any(part => part.Section == section && part.IsIn(this));

    /// <summary>Replicas and requests of the profile.</summary>
    public Sizing Sizing => new(Profile);

    /// <summary>The parts that this platform has, in the order in which they are installed.</summary>
    public IEnumerable<PlatformPart> Chosen => Parts.Where(part => part.IsIn(this));
}
