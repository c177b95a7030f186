using Basecamp.Components.Values;

namespace Basecamp.Components.Monitoring;

/// <summary>Alertmanager's routes. Holds no secret: receivers read addresses and keys from files.</summary>
static class AlertmanagerConfig
{
    // The chart's default routes name this receiver, and Helm merges maps.
    const string Nobody = "null";
    const string Triage = "triage";
    const string Critical = "critical-second-way";
    const string DeadMansSwitch = "dead-mans-switch";
    const string Watchdog = "alertname = Watchdog";

    public static ValueTree For(AlertDeliverySpec? alerts) => new()
    {
        ["global.resolve_timeout"] = "5m",
        ["route.receiver"] = alerts is null ? Nobody : Triage,
        ["route.group_by"] = new[] { "namespace", "alertname" },
        ["route.group_wait"] = "30s",
        ["route.group_interval"] = "5m",
        // A second chance after a disaster: triage pages nobody twice for a repeat.
        ["route.repeat_interval"] = "20m",
        ["route.routes"] = Routes(alerts).ToList(),
        ["receivers"] = Receivers(alerts).ToList(),
        ["inhibit_rules"] = Inhibitions.ToList(),
    };

    static IEnumerable<ValueTree> Routes(AlertDeliverySpec? alerts)
    {
        // Called all the time, at once: it is the silence that means something.
        if (alerts?.Watchdog is not null)
            yield return Heartbeat(DeadMansSwitch).Merge(new() { ["continue"] = true });
        yield return alerts is null ? Route(Nobody, Watchdog) : Heartbeat(Triage);
        yield return Route(Nobody, "severity =~ info|none");
        // Who pages when the pager is down? Its own alerts go both ways, whatever their severity.
        if (alerts is not null)
            yield return Route(Critical, "alertname =~ Triage.+").Merge(new() { ["continue"] = true, ["repeat_interval"] = "1h" });
        // A minute more than triage has to page somebody; it goes on to triage too.
        if (alerts is not null)
            yield return Route(Critical, "severity = critical").Merge(new() { ["continue"] = true, ["group_wait"] = "1m", ["repeat_interval"] = "1h" });
    }

    static ValueTree Heartbeat(string receiver) =>
        Route(receiver, Watchdog).Merge(new() { ["group_wait"] = "0s", ["group_interval"] = "1m", ["repeat_interval"] = "1m" });

    static ValueTree Route(string receiver, string matcher) => new() { ["receiver"] = receiver, ["matchers"] = new[] { matcher } };

    static IEnumerable<ValueTree> Receivers(AlertDeliverySpec? alerts)
    {
        yield return new() { ["name"] = Nobody };
        if (alerts is null)
            yield break;
        yield return new()
        {
            ["name"] = Triage,
            ["webhook_configs"] = new[]
            {
                new ValueTree
                {
                    ["url"] = alerts.Triage.Url,
                    ["send_resolved"] = true,
                    ["http_config.authorization.type"] = "Bearer",
                    ["http_config.authorization.credentials_file"] = AlertReceivers.FileOf(AlertReceivers.TriageToken),
                },
            },
        };
        yield return alerts.Critical.Email is { } email
            ? new() { ["name"] = Critical, ["email_configs"] = new[] { EmailConfig(email) } }
            : new() { ["name"] = Critical, ["webhook_configs"] = new[] { Webhook(AlertReceivers.CriticalWebhook, sendResolved: true) } };
        if (alerts.Watchdog is not null)
            yield return new() { ["name"] = DeadMansSwitch, ["webhook_configs"] = new[] { Webhook(AlertReceivers.Watchdog, sendResolved: false) } };
    }

    static ValueTree Webhook(string key, bool sendResolved) => new() { ["url_file"] = AlertReceivers.FileOf(key), ["send_resolved"] = sendResolved };

    static ValueTree EmailConfig(AlertEmailSpec email) => new()
    {
        ["to"] = email.To,
        ["from"] = email.From,
        ["smarthost"] = email.Server,
        ["auth_username"] = email.User,
        ["auth_password_file"] = email.User is null ? null : AlertReceivers.FileOf(AlertReceivers.EmailPassword),
        ["require_tls"] = true,
        ["send_resolved"] = true,
    };

    // Whoever is already told about the cause is not told about the effects.
    static IEnumerable<ValueTree> Inhibitions =>
    [
        Inhibit("severity = critical", "severity =~ warning|info", "namespace", "alertname"),
        Inhibit("severity = warning", "severity = info", "namespace", "alertname"),
        Inhibit("alertname =~ KubeNodeNotReady|KubeNodeUnreachable", "alertname =~ KubeletDown|KubeletInstanceUnreachable|NodeClock.+|NodeSystem.+", "node"),
        Inhibit("alertname = KubeNodeUnreachable", "alertname = KubeNodeNotReady", "node"),
        Inhibit("alertname = InfoInhibitor", "severity = info", "namespace"),
        new() { ["target_matchers"] = new[] { "alertname = InfoInhibitor" } },
    ];

    static ValueTree Inhibit(string source, string target, params string[] equal) => new()
    {
        ["source_matchers"] = new[] { source },
        ["target_matchers"] = new[] { target },
        ["equal"] = equal,
    };
}
