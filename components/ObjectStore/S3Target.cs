using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Network;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;

namespace Basecamp.Components.ObjectStore;

/// <summary>
/// An S3 store that components write to: where it is, how its buckets are called, how it is reached. Consumers take this value and never care
/// whether the store is a NAS, a cloud, or SeaweedFS in this cluster.
/// </summary>
public sealed record S3Target
{
    /// <summary>Key of the access key in <see cref="CredentialsSecret"/>.</summary>
    public const string AccessKeyName = "AWS_ACCESS_KEY_ID";

    /// <summary>Key of the secret key in <see cref="CredentialsSecret"/>.</summary>
    public const string SecretKeyName = "AWS_SECRET_ACCESS_KEY";

    /// <summary>Key of the authority's certificate in <see cref="CredentialsSecret"/>; only there when the store has one of its own.</summary>
    public const string CaCertificateName = "ca.crt";

    /// <summary>Host and, where it is not the scheme's own, port: <c>nas.example.com:9000</c>. Required.</summary>
    public required string Host { get; init; }

    /// <summary>Plain HTTP. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>Region. Default <c>us-east-1</c>, which self-hosted stores accept.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>What bucket names start with. Required; may be empty.</summary>
    public required string BucketPrefix { get; init; }

    /// <summary>Access key, as a secret. Required.</summary>
    public required Output<string> AccessKey { get; init; }

    /// <summary>Secret key, as a secret. Required.</summary>
    public required Output<string> SecretKey { get; init; }

    /// <summary>PEM of the authority that signed the store's certificate. Default null: a public one.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>The other side of a connection to the store: its pods, addresses, or the internet. Required.</summary>
    public required Peer Peer { get; init; }

    /// <summary>Whether the store runs in this cluster: what is in it is lost together with the cluster.</summary>
    public bool IsInCluster => Peer is Peer.Pods;

    /// <summary>Address with scheme.</summary>
    public string Url => $"{(Insecure ? "http" : "https")}://{Host}";

    /// <summary>Port the store listens on.</summary>
    public int Port => Host.LastIndexOf(':') is >= 0 and var colon && int.TryParse(Host[(colon + 1)..], out var port) ? port : Insecure ? 80 : 443;

    /// <summary>Where copies for a purpose go.</summary>
    /// <param name="purpose">As for <see cref="Bucket"/>.</param>
    /// <param name="prefix">What the names of objects start with. Default nothing.</param>
    public CopyStore CopiesOf(string purpose, string prefix = "") =>
        new(Url, Region, Bucket(purpose), prefix, IsInCluster ? "" : "basecamp:platform.objectStore.external", IsInCluster);

    /// <summary>Name of the bucket for a purpose.</summary>
    /// <param name="purpose">What is kept in it, e.g. <c>postgres</c> or <c>loki</c>.</param>
    public string Bucket(string purpose) => $"{BucketPrefix}{purpose}";

    /// <summary>
    /// A Secret with the store's keys under the names that AWS SDKs read as environment variables. Goes to the cluster directly, never to git.
    /// </summary>
    /// <param name="logicalName">Pulumi's name of it.</param>
    /// <param name="name">Name in the cluster.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="options">The component's <c>DirectChild</c>.</param>
    /// <param name="further">Further entries, for charts that want other names. Default none.</param>
    public Secret CredentialsSecret(
        string logicalName, string name, string ns, CustomResourceOptions options, ImmutableSortedDictionary<string, Output<string>>? further = null)
    {
        var data = new InputMap<string> { [AccessKeyName] = AccessKey, [SecretKeyName] = SecretKey };
        if (CaCertificate is not null)
            data.Add(CaCertificateName, CaCertificate);
        foreach (var (key, value) in further ?? ImmutableSortedDictionary<string, Output<string>>.Empty)
            data.Add(key, value);
        return new(logicalName, new() { Metadata = ObjectMeta.Of(name, ns), StringData = data }, options);
    }
}
