namespace Basecamp.Components.Cilium;

/// <summary>
/// Leases by which machines agree who answers ARP for an address. A dead machine's addresses move after <see cref="LeaseDuration"/>. Shorter
/// leases mean more requests to the API server; the allowance for them follows from these settings.
/// </summary>
public sealed record L2AnnouncementSpec
{
    /// <summary>How long a machine keeps an address without renewing its lease. Default 15 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>When a machine that cannot renew gives up. Shorter than the duration. Default 5 s.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often leases are renewed, and looked at by everybody else. Less than the deadline by a fifth at least. Default 2 s.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Regular expressions of the network interfaces that answer, e.g. <c>^eth0$</c>. Default empty: all.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];
}
