using System.Collections.Immutable;
using Basecamp.Components.Network;

namespace Basecamp.Components.Tenants;

/// <summary>A Service of a tenant that is published over HTTPS.</summary>
public sealed record TenantPublishSpec
{
    /// <summary>A name below the platform's domain, e.g. <c>shop</c>, or a full name. Required.</summary>
    public required string Host { get; init; }

    /// <summary>Name of the Service. Required.</summary>
    public required string Service { get; init; }

    /// <summary>Port that the pods behind it listen on, which policies look at. Required.</summary>
    public required int Port { get; init; }

    /// <summary>Port of the Service. Default 80.</summary>
    public int ServicePort { get; init; } = 80;

    /// <summary>Path prefix that is published. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Its namespace, one of the tenant's. Default null: the first.</summary>
    public string? Namespace { get; init; }

    /// <summary>Labels that select its pods. Default: all pods of the namespace, on that port.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    internal Peer.Pods PodsIn(string ns) => new(ns, Labels.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
