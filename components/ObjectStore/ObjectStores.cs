using Basecamp.Components.Network;
using Basecamp.Manifests.Addresses;
using Pulumi;

namespace Basecamp.Components.ObjectStore;

/// <summary>The stores a platform has, and which one is for what.</summary>
public sealed record ObjectStores
{
    /// <summary>The one outside of the cluster; null when there is none.</summary>
    public S3Target? External { get; init; }

    /// <summary>The one in the cluster; null when there is none.</summary>
    public S3Target? InCluster { get; init; }

    /// <summary>
    /// For copies that must outlive the cluster: outside when possible. Validation refuses the one inside unless that is accepted. Null when there
    /// is no store.
    /// </summary>
    public S3Target? ForBackups => External ?? InCluster;

    /// <summary>For much data that may die with the cluster, such as logs and traces: inside when possible. Null when there is no store.</summary>
    public S3Target? ForTelemetry => InCluster ?? External;

    /// <summary>The stores of a valid specification, without the one in the cluster, which has to be installed first.</summary>
    /// <param name="spec">The specification; null for no store.</param>
    /// <param name="cluster">Name of the cluster.</param>
    public static ObjectStores Of(ObjectStoreSpec? spec, string cluster) =>
        new() { External = spec?.External is { } external ? TargetOf(external, cluster) : null };

    static S3Target TargetOf(ExternalStoreSpec spec, string cluster) => new()
    {
        Host = spec.Endpoint,
        Insecure = spec.Insecure,
        Region = spec.Region,
        BucketPrefix = spec.BucketPrefix ?? $"{cluster}-",
        AccessKey = Output.CreateSecret(spec.AccessKey.Reveal()),
        SecretKey = Output.CreateSecret(spec.SecretKey.Reveal()),
        CaCertificate = spec.CaCertificate,
        Peer = PeerOf(spec),
    };

    static Peer PeerOf(ExternalStoreSpec spec)
    {
        if (spec.Cidrs.Count > 0)
            return new Peer.Networks([.. spec.Cidrs]);
        var host = new Uri($"https://{spec.Endpoint}").DnsSafeHost;
        return IpText.ParseOrNull(host) is { } address
            ? new Peer.Networks([$"{address}/{(address.IsIPv6() ? 128 : 32)}"])
            : new Peer.Internet();
    }
}
