namespace Basecamp.Components.Topology;

/// <summary>Outbound HTTP proxy of the machines.</summary>
public sealed record ProxySpec
{
    /// <summary>Proxy for plain HTTP, e.g. <c>http://proxy.lan:3128</c>.</summary>
    public string? Http { get; init; }

    /// <summary>Proxy for HTTPS. Default: <see cref="Http"/>.</summary>
    public string? Https { get; init; }

    /// <summary>
    /// Names and ranges reached directly. The node addresses, pod and service ranges, the virtual IP, loopback, <c>.svc</c> and the
    /// cluster domain are always added.
    /// </summary>
    public IReadOnlyList<string> NoProxy { get; init; } = [];
}
