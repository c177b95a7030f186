using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>Adds up what rules allow and forbid of an endpoint.</summary>
sealed class SideTally(AddressSet universe, bool isNode, bool startsOpen)
{
    AddressSet sure = startsOpen ? universe : AddressSet.Empty;
    AddressSet possible = startsOpen ? universe : AddressSet.Empty;
    AddressSet withoutLimits = startsOpen ? universe : AddressSet.Empty;
    bool ownSure = startsOpen;
    bool ownPossible = startsOpen;
    bool isExempt;
    readonly SortedSet<string> hosts = new(StringComparer.Ordinal);
    readonly SortedSet<string> notes = new(StringComparer.Ordinal);
    readonly SortedSet<string> unknowns = new(StringComparer.Ordinal);

    /// <summary>Lets the pod's own node through.</summary>
    public void OpenOwnNode() => ownSure = ownPossible = isExempt = true;

    /// <summary>Adds what a rule allows; false when it is nothing.</summary>
    /// <param name="extent">The part of the endpoint.</param>
    /// <param name="host">The only host name it is allowed for; null for no such limit.</param>
    /// <param name="note">Another limit on the traffic; null for none.</param>
    /// <param name="unknown">Why the extent is not certain.</param>
    public bool Allow(Extent extent, string? host, string? note, string? unknown)
    {
        if (extent.Possible.IsEmpty && !extent.OwnPossible)
            return false;
        sure = sure.Union(extent.Sure);
        possible = possible.Union(extent.Possible);
        ownSure |= extent.OwnSure;
        ownPossible |= extent.OwnPossible;
        if (host is null && note is null)
            withoutLimits = withoutLimits.Union(extent.Sure);
        if (host is not null)
            hosts.Add(host);
        if (note is not null)
            notes.Add(note);
        if (unknown is not null)
            unknowns.Add(unknown);
        return true;
    }

    /// <summary>Takes away what a rule forbids; false when it is nothing. Call after everything that allows.</summary>
    public bool Deny(Extent extent, string? unknown)
    {
        if (extent.Possible.IsEmpty && !extent.OwnPossible)
            return false;
        sure = sure.Subtract(extent.Possible);
        possible = possible.Subtract(extent.Sure);
        withoutLimits = withoutLimits.Subtract(extent.Possible);
        ownSure &= !extent.OwnPossible;
        // Whether a deny rule also stops the kubelet's probes is not documented.
        ownPossible &= isExempt || !extent.OwnSure;
        if (unknown is not null)
            unknowns.Add(unknown);
        return true;
    }

    /// <summary>The sum.</summary>
    public SideResult Result()
    {
        var verdict = Combine();
        IEnumerable<string> said = verdict switch
        {
            Verdict.Denied or Verdict.OwnNode => [],
            Verdict.Unknown => unknowns.Count > 0 ? unknowns.Select(reason => $"unknown: {reason}") : ["unknown: depends on addresses"],
            _ when universe.IsSubsetOf(withoutLimits) => [],
            _ => [.. hosts.Count > 0 ? [$"only {string.Join(", ", hosts)}"] : Array.Empty<string>(), .. notes],
        };
        return new(verdict, [.. said]);
    }

    Verdict Combine()
    {
        if (!possible.IsSubsetOf(sure))
            return Verdict.Unknown;
        var part = sure.IsEmpty ? Verdict.Denied
            : !universe.IsSubsetOf(sure) || hosts.Count > 0 && !universe.IsSubsetOf(withoutLimits) ? Verdict.Partly
            : Verdict.Allowed;
        if (!isNode)
            return part;
        if (ownSure != ownPossible)
            // One of several addresses that are allowed in part: already said by the part itself.
            return part == Verdict.Partly ? Verdict.Partly : Verdict.Unknown;
        return (part, ownSure) switch
        {
            (Verdict.Denied, true) => Verdict.OwnNode,
            (Verdict.Allowed, false) => Verdict.Partly,
            _ => part,
        };
    }
}
