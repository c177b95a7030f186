using Basecamp.Components.Configuration;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;

namespace Basecamp.Components.HelmApps;

/// <summary>
/// A third-party chart as an app: an entry of <c>basecamp:apps.charts</c>. Chart, repository and version are enough for one that talks to
/// nobody; everything else is opened here, line by line.
/// </summary>
public sealed record HelmAppSpec
{
    /// <summary>Name of the chart in its repository. Required.</summary>
    public string? Chart { get; init; }

    /// <summary>
    /// Where the chart is: <c>https://…</c> of a repository, or <c>oci://…</c> of a registry without the chart's name. Required.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>Exact version, e.g. <c>8.3.61</c>. A range would install something else next time, and is refused. Required.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// The chart's values, as in its <c>values.yaml</c>. They end up in git under Argo CD and Flux, so passwords are in <see cref="Secrets"/> and
    /// named here. Default none: what the chart says.
    /// </summary>
    public FreeMap Values { get; init; } = FreeMap.Empty;

    /// <summary>
    /// File with the paths of values that the chart reads, relative to Pulumi.yaml. A value that is not among them, which Helm would ignore, is
    /// refused. Default null: values are not checked.
    /// </summary>
    public string? Keys { get; init; }

    /// <summary>Its namespace, which nothing else is in. Default null: the app's name.</summary>
    public string? Namespace { get; init; }

    /// <summary>Pod Security Standard that its pods pass. Default <c>restricted</c>; anything else needs a <see cref="Reason"/>.</summary>
    public PodSecurityLevel PodSecurity { get; init; } = PodSecurityLevel.Restricted;

    /// <summary>Why its pods pass less than restricted: a sentence for reviewers, kept as an annotation. Default null.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// What the chart starts with these values, by name. Helm renders charts, and not basecamp, so pictures, capacity and narrow policies rest on
    /// this. Default none: one Deployment named after the app, listening where it is published.
    /// </summary>
    public IReadOnlyDictionary<string, HelmAppWorkloadSpec> Workloads { get; init; } = new Dictionary<string, HelmAppWorkloadSpec>();

    /// <summary>Where it is published over HTTPS. Default null: nowhere.</summary>
    public HelmAppPublishSpec? Publish { get; init; }

    /// <summary>TCP ports that Prometheus reads metrics from; which they are, the chart's own monitors say. Default none.</summary>
    public IReadOnlyList<int> Metrics { get; init; } = [];

    /// <summary>Pods of other namespaces that may connect. Default none; the ingress controller may where it is published.</summary>
    public IReadOnlyList<HelmAppClientSpec> AllowFrom { get; init; } = [];

    /// <summary>What its pods may connect to, besides DNS, each other, and what the next two ask for. Default nothing.</summary>
    public EgressSpec ConnectTo { get; init; } = new();

    /// <summary>
    /// A database of the platform: opens the way to it, and puts how to log in into the Secret <c>platform-database</c>. Default null: none.
    /// </summary>
    public HelmAppDatabaseSpec? Database { get; init; }

    /// <summary>
    /// Whether it uses the platform's cache: opens the way to it, and puts how to log in into the Secret <c>platform-cache</c>. Default false.
    /// </summary>
    public bool Cache { get; init; }

    /// <summary>Secrets by name, made before the chart is installed, for values such as <c>existingSecret</c>. Default none.</summary>
    public IReadOnlyDictionary<string, HelmAppSecretSpec> Secrets { get; init; } = new Dictionary<string, HelmAppSecretSpec>();

    /// <summary>
    /// Set when its namespace holds state: then removing the app only forgets it, and Velero must back it up. Default null: it holds none.
    /// </summary>
    public HelmAppBackupSpec? Backup { get; init; }

    /// <summary>Pods its namespace may have. Default 100; null for no limit.</summary>
    public int? MaxPods { get; init; } = 100;
}
