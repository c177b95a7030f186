namespace Basecamp.Components.Topology;

/// <summary>What host preparation may change on a machine.</summary>
public sealed record HostSpec
{
    /// <summary>What happens to a host firewall (ufw, firewalld, nftables). Default <c>open</c>.</summary>
    public FirewallPolicy Firewall { get; init; } = FirewallPolicy.Open;

    /// <summary>
    /// Install the packages that storage and networking need (open-iscsi, nfs client, …). Default true; false where the image brings them.
    /// </summary>
    public bool InstallPackages { get; init; } = true;

    /// <summary>Turn swap off, now and at boot. Default true.</summary>
    public bool DisableSwap { get; init; } = true;

    /// <summary>
    /// Time pods get when a node shuts down. Default 90 s. unattended-upgrades caps it at 30 s unless its logind file is masked, which
    /// host preparation does (kubernetes#102818).
    /// </summary>
    public TimeSpan ShutdownGracePeriod { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Part of <see cref="ShutdownGracePeriod"/> kept for critical pods. Default 60 s.</summary>
    public TimeSpan ShutdownGracePeriodCriticalPods { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Cap of the systemd journal in MiB. Default 1024. Null leaves it alone.</summary>
    public int? JournalMaxMiB { get; init; } = 1024;

    /// <summary>Findings of the host preflight report that stop the run. Default <c>errors</c>.</summary>
    public PreflightPolicy Preflight { get; init; } = PreflightPolicy.Errors;
}
