using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>One item of a rule's <c>from</c> or <c>to</c>.</summary>
abstract record PolicyPeer;

/// <summary>Pods, never those with <c>hostNetwork</c>.</summary>
sealed record PodPeer(PodSelector Selector) : PolicyPeer
{
    /// <summary>The pods of the model that are selected; filled by the model.</summary>
    public PodSet Selected { get; set; } = new(0);
}

/// <summary>An <c>ipBlock</c> or CIDR, exceptions taken out.</summary>
sealed record AddressPeer(AddressSet Addresses) : PolicyPeer;

/// <summary>Cilium's name for a class of peers.</summary>
sealed record EntityPeer(string Entity) : PolicyPeer;

/// <summary>Cilium's <c>toFQDNs</c>: addresses that a DNS name resolved to.</summary>
sealed record HostNamePeer(HostNamePattern Pattern) : PolicyPeer;

/// <summary>A peer that cannot be evaluated, so it may be anyone.</summary>
sealed record UnknownPeer(string Reason) : PolicyPeer;
