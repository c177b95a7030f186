using System.Collections.Immutable;
using Basecamp.Components.Network;
using Pulumi;

namespace Basecamp.Components.ObjectStore;

/// <summary>An S3 store without its keys, as one stack tells another.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="Insecure">Plain HTTP.</param>
/// <param name="Region">Region.</param>
/// <param name="BucketPrefix">What bucket names start with.</param>
/// <param name="CaCertificate">PEM of the authority that signed its certificate; null for a public one.</param>
/// <param name="Cidrs">Its addresses when it is in a private network.</param>
/// <param name="Namespace">Its namespace when it is in this cluster.</param>
/// <param name="Labels">Labels of its pods when it is in this cluster.</param>
public sealed record StoreFacts(
    string Host,
    bool Insecure,
    string Region,
    string BucketPrefix,
    string? CaCertificate,
    ImmutableArray<string> Cidrs,
    string? Namespace,
    ImmutableSortedDictionary<string, string> Labels)
{
    /// <summary>Of a store.</summary>
    public static StoreFacts Of(S3Target store) => new(
        store.Host,
        store.Insecure,
        store.Region,
        store.BucketPrefix,
        store.CaCertificate,
        store.Peer is Peer.Networks networks ? networks.Cidrs : [],
        store.Peer is Peer.Pods pods ? pods.Namespace : null,
        store.Peer is Peer.Pods { Labels: var labels } ? labels : ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The store again.</summary>
    /// <param name="accessKey">Access key, as a secret.</param>
    /// <param name="secretKey">Secret key, as a secret.</param>
    public S3Target With(Output<string> accessKey, Output<string> secretKey) => new()
    {
        Host = Host,
        Insecure = Insecure,
        Region = Region,
        BucketPrefix = BucketPrefix,
        CaCertificate = CaCertificate,
        AccessKey = accessKey,
        SecretKey = secretKey,
        Peer = Namespace is not null ? new Peer.Pods(Namespace, Labels) : Cidrs.IsEmpty ? new Peer.Internet() : new Peer.Networks(Cidrs),
    };
}
