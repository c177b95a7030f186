using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Monitoring;

/// <summary>Prometheus, Alertmanager and Grafana: the value of <c>basecamp:platform.monitoring</c>.</summary>
public sealed record MonitoringSpec
{
    /// <summary>How long metrics are kept. Default null: 7 days on the smallest profile, else 15. They go earlier when the volume is full.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Size of each Prometheus' volume, GiB. Default null: 10 on the smallest profile, else 40.</summary>
    [RenamedFrom("storageGibibytes")]
    public int? StorageGiB { get; init; }

    /// <summary>Storage class of all volumes here. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Age of the newest etcd snapshot from which on somebody is woken up. Default <c>26h</c>.</summary>
    public TimeSpan SnapshotMaxAge { get; init; } = TimeSpan.FromHours(26);

    /// <summary>
    /// Address of the folder with the runbooks that alerts link to, <c>https://…</c> without a slash at its end: your copy of <c>docs/runbooks</c>,
    /// best where it can be read while this cluster is down. Default: the published ones.
    /// </summary>
    public string Runbooks { get; init; } = RunbookPages.Published;

    /// <summary>Who hears of alerts. Default null: nobody, they are only shown.</summary>
    public AlertDeliverySpec? Alerts { get; init; }
}

/// <summary>Who hears of alerts. Triage gets all of them; a second way is for the day on which triage itself is down.</summary>
public sealed record AlertDeliverySpec
{
    /// <summary>The on-call service. Required.</summary>
    public required TriageReceiverSpec Triage { get; init; }

    /// <summary>Another way for critical alerts, which must not need this cluster's apps. Required.</summary>
    public required CriticalReceiverSpec Critical { get; init; }

    /// <summary>
    /// Address that an outside service (a dead-man's switch) expects to be called every few minutes, and raises the alarm when it is not: the
    /// only alert that works when the whole cluster is gone. Whoever knows it can keep the switch quiet, so it is a secret. Default null: none.
    /// </summary>
    public Secret? Watchdog { get; init; }

    /// <summary>CIDRs outside of the cluster where receivers are, when they are not on the internet. Default: none.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}

/// <summary>The on-call service.</summary>
public sealed record TriageReceiverSpec
{
    /// <summary>
    /// Where it takes Alertmanager's webhook. A host <c>service.namespace.svc</c> is in this cluster. Default
    /// <c>http://triage.triage.svc/api/v1/alertmanager</c>, where <c>basecamp:apps.triage</c> is.
    /// </summary>
    public string Url { get; init; } = "http://triage.triage.svc/api/v1/alertmanager";

    /// <summary>Its ingest key. Default null: a generated one, which <c>basecamp:apps.triage</c> accepts.</summary>
    public Secret? Token { get; init; }
}

/// <summary>Another way for critical alerts: exactly one of the two.</summary>
public sealed record CriticalReceiverSpec
{
    /// <summary>Address of a webhook that takes Alertmanager's JSON. It carries its own key, so it is a secret. Default null.</summary>
    public Secret? Webhook { get; init; }

    /// <summary>E-mail. Default null.</summary>
    public AlertEmailSpec? Email { get; init; }
}

/// <summary>E-mail for critical alerts.</summary>
public sealed record AlertEmailSpec
{
    /// <summary>Mail server and port, e.g. <c>smtp.example.com:587</c>; it must offer TLS. Required.</summary>
    public required string Server { get; init; }

    /// <summary>Sender. Required.</summary>
    public required string From { get; init; }

    /// <summary>Recipient. Required.</summary>
    public required string To { get; init; }

    /// <summary>User at the mail server. Default null: no sign-in.</summary>
    public string? User { get; init; }

    /// <summary>Password at the mail server; required with a user. Default null.</summary>
    public Secret? Password { get; init; }
}
