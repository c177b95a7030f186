namespace Basecamp.Components.NodeCare;

/// <summary>What keeps machines in good order: the value of <c>basecamp:platform.nodeCare</c>. Each part is off unless it is there.</summary>
public sealed record NodeCareSpec
{
    /// <summary>Reboot machines that ask for it, one at a time, by kured. Default: off, and somebody has to.</summary>
    public RebootSpec? Reboots { get; init; }

    /// <summary>
    /// Bring machines whose K3s is older than the declared version up to it, by system-upgrade-controller. Default: off: the homelab tier upgrades
    /// machines itself, with a snapshot before and checks in between. For clusters whose machines come and go without it.
    /// </summary>
    public NodeUpgradeSpec? Upgrades { get; init; }

    /// <summary>Move pods from crowded machines and out of broken rules, by descheduler. Default: off.</summary>
    public RebalanceSpec? Rebalance { get; init; }
}

/// <summary>A part of the week.</summary>
public sealed record MaintenanceWindow
{
    /// <summary>Days. Default: all of them.</summary>
    public IReadOnlyList<Weekday> Days { get; init; } = [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday, Weekday.Saturday, Weekday.Sunday];

    /// <summary>First minute, <c>HH:MM</c>. Default <c>02:00</c>.</summary>
    public string Start { get; init; } = "02:00";

    /// <summary>Last minute, <c>HH:MM</c>, later on the same day. Default <c>05:00</c>.</summary>
    public string End { get; init; } = "05:00";

    /// <summary>Time zone, by its name in the IANA database. Default <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";
}

/// <summary>A day of the week.</summary>
public enum Weekday
{
    /// <summary>Monday.</summary>
    Monday,

    /// <summary>Tuesday.</summary>
    Tuesday,

    /// <summary>Wednesday.</summary>
    Wednesday,

    /// <summary>Thursday.</summary>
    Thursday,

    /// <summary>Friday.</summary>
    Friday,

    /// <summary>Saturday.</summary>
    Saturday,

    /// <summary>Sunday.</summary>
    Sunday,
}

/// <summary>Reboots of machines that ask for it with the file <c>/var/run/reboot-required</c>, as Debian and Ubuntu do after updates.</summary>
public sealed record RebootSpec
{
    /// <summary>When machines may be rebooted. Default: every night from 2 to 5, UTC.</summary>
    public MaintenanceWindow Window { get; init; } = new();

    /// <summary>
    /// How long a drain may take, PodDisruptionBudgets included. After it the machine is uncordoned and tried again later, not rebooted.
    /// Default 15 min.
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// After how long the right to reboot goes to the next machine even though the one that has it never came back. Default `1h`. Longer than a drain
    /// and a boot, or two machines are away at once.
    /// </summary>
    public TimeSpan LockTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether to wait while alerts fire, where alerts are evaluated. Default true.</summary>
    public bool WaitForAlerts { get; init; } = true;
}

/// <summary>Upgrades of K3s to the declared version.</summary>
public sealed record NodeUpgradeSpec
{
    /// <summary>When upgrades may start. Default: every night from 2 to 5, UTC.</summary>
    public MaintenanceWindow Window { get; init; } = new();

    /// <summary>How long a drain may take, PodDisruptionBudgets included. Default 10 min.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how long an upgrade of one machine is given up. Default 30 min.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);
}

/// <summary>Moving pods to better places.</summary>
public sealed record RebalanceSpec
{
    /// <summary>When, as a cron expression of five fields, in UTC. Default <c>30 * * * *</c>, once an hour.</summary>
    public string Schedule { get; init; } = "30 * * * *";

    /// <summary>Pods moved from one machine in a run, at most. Default 5.</summary>
    public int MostPerNode { get; init; } = 5;
}
