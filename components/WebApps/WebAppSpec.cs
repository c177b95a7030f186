using Basecamp.Components.Network;

namespace Basecamp.Components.WebApps;

/// <summary>
/// A stateless HTTP service: an entry of <c>basecamp:apps.services</c>. Image, port and host are enough; everything else has a default, which
/// can be changed or, with null, left out.
/// </summary>
public sealed record WebAppSpec
{
    /// <summary>
    /// Image with tag and digest: <c>registry/name:tag@sha256:…</c>. The tag is for people, the digest is what runs, today and after a node
    /// died. Required.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>Port that the container listens on for HTTP, 1024–65535. Required.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// Host that it is published at: a name below the platform's domain, e.g. <c>shop</c>, short or in full. Required unless it is
    /// <see cref="Internal"/>.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>Whether only other pods use it, and nothing is published. Default false.</summary>
    public bool Internal { get; init; }

    /// <summary>Path prefix that is published. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Whether it also answers requests for hosts that nobody published. At most one app does. Default false.</summary>
    public bool CatchAll { get; init; }

    /// <summary>
    /// Namespace that exists already, for several apps in one. Default null: a namespace of its own, named after the app, that denies all
    /// traffic but what is declared here.
    /// </summary>
    public string? Namespace { get; init; }

    /// <summary>Pods. Default null: 1 on the smallest profile, else 2. With <see cref="Scaling"/>, the least.</summary>
    public int? Replicas { get; init; }

    /// <summary>More pods under load. Default null: always as many.</summary>
    public WebAppScalingSpec? Scaling { get; init; }

    /// <summary>New versions in steps, judged by measurements. Default null: pods are replaced one by one as soon as new ones are ready.</summary>
    public WebAppRolloutSpec? Rollout { get; init; }

    /// <summary>What one pod asks for, and how much memory it may use. Default: 50 thousandths of a core and 64 MiB, at most 128 MiB.</summary>
    public WebAppResourcesSpec Resources { get; init; } = new();

    /// <summary>How it is known whether a pod works. Default: whether it accepts connections.</summary>
    public WebAppHealthSpec Health { get; init; } = new();

    /// <summary>Where Prometheus reads its metrics. Default: <c>/metrics</c> of its port. Null when it has none.</summary>
    public WebAppMetricsSpec? Metrics { get; init; } = new();

    /// <summary>When somebody is told. Default: when it is down, fails, is slow or restarts. Null for nobody.</summary>
    public WebAppAlertsSpec? Alerts { get; init; } = new();

    /// <summary>Arguments of the container. Default none: what the image says.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables. Must hold no secret: what is secret goes into <c>secretEnvironment</c>. Default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Environment variables out of Secrets that exist in the namespace: <c>NAME: secret/key</c>. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> SecretEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>Directories it may write to, lost with the pod; the rest of its file system is read-only. Default <c>/tmp</c>.</summary>
    public IReadOnlyList<string> WritableDirectories { get; init; } = ["/tmp"];

    /// <summary>User id it runs as, not 0. Default null: the image's, which must be a number other than 0 for the pod to start.</summary>
    public int? User { get; init; }

    /// <summary>
    /// Name of a Secret in the namespace with the registry's credentials. Default null: the image is public, or nodes have credentials.
    /// </summary>
    public string? PullSecret { get; init; }

    /// <summary>How long a pod may take to end, in seconds, 10–3600. Default 45: five until nobody sends requests any more, the rest for those under way.</summary>
    public int GraceSeconds { get; init; } = 45;

    /// <summary>Pods of other namespaces that may connect. Default none; the ingress controller may when it is published.</summary>
    public IReadOnlyList<WebAppClientSpec> AllowFrom { get; init; } = [];

    /// <summary>What it may connect to, besides DNS. Default nothing.</summary>
    public EgressSpec ConnectTo { get; init; } = new();

    /// <summary>Whether one pod at a time may be taken away while nodes are drained, when there are several. Default true.</summary>
    public bool Budget { get; init; } = true;
}
