using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology;

/// <summary>An external etcd or SQL datastore, reached with mutual TLS.</summary>
public sealed record DatastoreSpec
{
    /// <summary>
    /// Where it is: <c>https://etcd1:2379,https://etcd2:2379</c>, <c>postgres://…</c>, <c>mysql://…</c> or <c>nats://…</c>. Holds the
    /// password of a SQL user, so it is a secret.
    /// </summary>
    public required Secret Endpoint { get; init; }

    /// <summary>PEM of the authority that signed the datastore's certificate.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>PEM of the client certificate.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>PEM of the client key.</summary>
    public Secret? ClientKey { get; init; }
}
