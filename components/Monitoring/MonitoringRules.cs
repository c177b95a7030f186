using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Monitoring;

/// <summary>Metrics that are kept, and alerts that reach somebody.</summary>
static class MonitoringRules
{
    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<MonitoringSpec>() is not { } monitoring)
            return;
        var at = problems.At("monitoring");
        // Prometheus writes blocks of two hours.
        if (monitoring.Retention is { } retention && retention < TimeSpan.FromHours(2))
            at.Add("retention", $"is {DurationText.Format(retention)}, but Prometheus keeps at least 2h. Use 2h or more, such as 360h.");
        if (monitoring.StorageGiB is < 2)
            at.Add("storageGiB", $"is {monitoring.StorageGiB}, but a volume for metrics needs at least 2 GiB.");
        if (monitoring.SnapshotMaxAge < TimeSpan.FromHours(1))
            at.Add("snapshotMaxAge", $"is {DurationText.Format(monitoring.SnapshotMaxAge)}, but snapshots are not made more often than every hour. Use 1h or more.");
        CheckRunbooks(monitoring.Runbooks, at);
        if (monitoring.Alerts is { } alerts)
            Check(alerts, at.At("alerts"));
    }

    // A file's name is put behind it, and whoever is paged follows the link from a phone.
    static void CheckRunbooks(string runbooks, Problems at)
    {
        if (!UrlText.IsPlainHttp(runbooks, out var url, out var mistake))
            at.Add("runbooks", mistake.Replace("begins with https:// or http://", $"begins with https://, such as {RunbookPages.Published}", StringComparison.Ordinal));
        else if (url.Scheme != "https")
            at.Add("runbooks", $"is {Shown.Text(runbooks)}, but must begin with https://: what it tells people to run must be what you wrote.");
        else if (runbooks.EndsWith('/'))
            at.Add("runbooks", $"is {Shown.Text(runbooks)}, but must not end with a slash: `/` and the runbook's file name are put behind it. Remove it.");
    }

    static void Check(AlertDeliverySpec alerts, Problems at)
    {
        if (!UrlText.IsPlainHttp(alerts.Triage.Url, out var url, out var mistake))
            at.Add("triage.url", mistake);
        else if (url.Scheme == "http" && AlertReceivers.NamespaceIn(url) is null)
            at.Add("triage.url", $"is {Shown.Text(alerts.Triage.Url)}, which sends the ingest key in plain text outside of the cluster. Use https://, or a "
                + "Service of this cluster: http://service.namespace.svc:port/….");
        Check(alerts.Critical, at.At("critical"));
        CidrRules.Check(alerts.Networks, at.At("networks"));
    }

    static void Check(CriticalReceiverSpec critical, Problems at)
    {
        if (critical.Webhook is null == critical.Email is null)
            at.Add("", $"names {(critical.Webhook is null ? "no way" : "two ways")}, but must name exactly one: `webhook` or `email`. It is for the day on which triage "
                + "itself is down.");
        if (critical.Email is not { } email)
            return;
        if (email.Server.Split(':') is not [{ Length: > 0 }, var port] || !int.TryParse(port, out var number) || number is < 1 or > 65535)
            at.Add("email.server", $"is {Shown.Text(email.Server)}, but must be a host and a port such as smtp.example.com:587.");
        if (email.User is null != email.Password is null)
            at.Add("email", "has only one of `user` and `password`. Set both, or none for a server without sign-in.");
    }
}
