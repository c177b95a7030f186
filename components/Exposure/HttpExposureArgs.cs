using System.Collections.Immutable;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Components.Exposure;

/// <summary>Arguments of <see cref="HttpExposure"/>.</summary>
public sealed class HttpExposureArgs : ResourceArgs
{
    /// <summary>What the exposure builds on; its <see cref="PlatformContext.Http"/> must be set. Required.</summary>
    public required PlatformContext Platform { get; init; }

    /// <summary>Host below the platform's domain, e.g. <c>grafana</c>; or a full name below it. Required.</summary>
    public required string Host { get; init; }

    /// <summary>What is published. Required.</summary>
    public required HttpTarget Target { get; init; }

    /// <summary>Path prefix. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>
    /// Whether the controller asks for a password, because the component does not: user <c>admin</c>, password in the Secret
    /// <c>NAME-login</c> beside the Service. Default false.
    /// </summary>
    public bool RequirePassword { get; init; }

    /// <summary>What must be there before: the component and the ingress controller. Default none.</summary>
    public ImmutableArray<Resource> After { get; init; } = [];
}
