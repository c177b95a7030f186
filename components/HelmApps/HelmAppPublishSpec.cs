namespace Basecamp.Components.HelmApps;

/// <summary>Where an app is published over HTTPS. The chart's own Ingress stays off.</summary>
public sealed record HelmAppPublishSpec
{
    /// <summary>A name below the platform's domain, e.g. <c>netbox</c>, or a full name. Required.</summary>
    public required string Host { get; init; }

    /// <summary>Port that its pods listen on for HTTP, which policies look at. Required.</summary>
    public required int Port { get; init; }

    /// <summary>The chart's Service. Default null: the app's name.</summary>
    public string? Service { get; init; }

    /// <summary>Port of that Service. Default 80.</summary>
    public int ServicePort { get; init; } = 80;

    /// <summary>Path prefix that is published. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>
    /// Whether the ingress controller asks for a password, for what has no login of its own: user <c>admin</c>, password in the Secret
    /// <c>NAME-http-login</c>. Default false.
    /// </summary>
    public bool RequirePassword { get; init; }
}
