using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability;

/// <summary>The Kubernetes API. It is not a pod: in K3s, traffic to the <c>kubernetes</c> Service becomes traffic to a server's
/// address.</summary>
public sealed class ApiServer : Endpoint
{
    /// <summary>Describes the API.</summary>
    /// <param name="addresses">The servers' addresses, not the Service's nor the virtual one: policies see the final address.</param>
    /// <param name="onNodes">Whether these are nodes of the cluster (default); false for an API that runs elsewhere.</param>
    /// <param name="port">Default 6443.</param>
    /// <exception cref="ArgumentException">There is no address, or one cannot be read.</exception>
    public ApiServer(IReadOnlyList<string> addresses, bool onNodes = true, int port = 6443)
        : base("kube-apiserver", [port])
    {
        Addresses = AddressSet.Parse(addresses);
        OnNodes = onNodes;
    }

    /// <summary>Whether it runs on nodes of the cluster.</summary>
    public bool OnNodes { get; }
}
