using System.Collections.Immutable;

namespace Basecamp.Components.Network;

/// <summary>The other side of a <see cref="NetworkRule"/>.</summary>
public abstract record Peer
{
    Peer()
    {
    }

    /// <summary>Pods of one namespace.</summary>
    /// <param name="Namespace">Name of the namespace.</param>
    /// <param name="Labels">Labels that select pods; empty for all.</param>
    public sealed record Pods(string Namespace, ImmutableSortedDictionary<string, string> Labels) : Peer
    {
        /// <summary>All pods of a namespace.</summary>
        public Pods(string ns)
            : this(ns, ImmutableSortedDictionary<string, string>.Empty)
        {
        }
    }

    /// <summary>All pods of all namespaces.</summary>
    public sealed record AllPods : Peer;

    /// <summary>The Kubernetes API server. On K3s it is not a pod but a process on the servers.</summary>
    public sealed record ApiServer : Peer;

    /// <summary>The machines, including what runs in their own network.</summary>
    public sealed record Nodes : Peer;

    /// <summary>Public addresses: neither the cluster nor private networks nor link-local ones, where clouds answer with credentials.</summary>
    public sealed record Internet : Peer;

    /// <summary>Addresses outside of the cluster, e.g. a NAS.</summary>
    /// <param name="Cidrs">Their CIDRs.</param>
    public sealed record Networks(ImmutableArray<string> Cidrs) : Peer;

    /// <summary>Everyone: what a load balancer lets in from.</summary>
    public sealed record Anyone : Peer;
}
