namespace Basecamp.Components.K3s.Config;

/// <summary>An external datastore. In a drop-in of its own because the endpoint may hold a password.</summary>
public sealed record DatastoreConfig
{
    /// <summary>Where the datastore is.</summary>
    [K3sKey("datastore-endpoint")] public required string DatastoreEndpoint { get; init; }

    /// <summary>File with the authority of its certificate.</summary>
    [K3sKey("datastore-cafile")] public string? DatastoreCafile { get; init; }

    /// <summary>File with the client certificate.</summary>
    [K3sKey("datastore-certfile")] public string? DatastoreCertfile { get; init; }

    /// <summary>File with the client key.</summary>
    [K3sKey("datastore-keyfile")] public string? DatastoreKeyfile { get; init; }
}
