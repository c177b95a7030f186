using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>Lists of CIDRs in a stack file: what Kubernetes, Cilium and Go programs refuse is refused here.</summary>
public static class CidrRules
{
    /// <summary>Adds a finding for each entry that is not a CIDR.</summary>
    /// <param name="cidrs">The entries; null for a section that is not there.</param>
    /// <param name="at">Where the list is.</param>
    public static void Check(IReadOnlyList<string>? cidrs, Problems at)
    {
        ArgumentNullException.ThrowIfNull(at);
        foreach (var (index, cidr) in (cidrs ?? []).Index())
        {
            if (!AddressRange.TryParseCidr(cidr, out _, out var mistake))
                at.Add($"[{index}]", $"is {Shown.Text(cidr)}, which {mistake}");
        }
    }
}
