using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Components.Monitoring;

/// <summary>What Alertmanager needs to reach its receivers: the Secret that is mounted into it, and the ways through the network.</summary>
static class AlertReceivers
{
    public const string SecretName = "alertmanager-receivers";

    public const string TriageToken = "triage-token";

    public const string CriticalWebhook = "critical-webhook";

    public const string EmailPassword = "email-password";

    public const string Watchdog = "watchdog";

    /// <summary>Where a key of the Secret is in Alertmanager's container.</summary>
    public static string FileOf(string key) => $"/etc/alertmanager/secrets/{SecretName}/{key}";

    public static SecretArgs SecretOf(AlertDeliverySpec alerts, Output<string> triageToken, string ns)
    {
        var secret = new SecretArgs { Metadata = ObjectMeta.Of(SecretName, ns), StringData = { [TriageToken] = triageToken } };
        Add(CriticalWebhook, alerts.Critical.Webhook);
        Add(EmailPassword, alerts.Critical.Email?.Password);
        Add(Watchdog, alerts.Watchdog);
        return secret;

        void Add(string key, Configuration.Secret? value)
        {
            if (value is not null)
                secret.StringData.Add(key, Output.CreateSecret(value.Reveal()));
        }
    }

    /// <summary>The ways that Alertmanager takes.</summary>
    public static IEnumerable<NetworkRule> RulesFor(AlertDeliverySpec? alerts)
    {
        if (alerts is null)
            yield break;
        var triage = new Uri(alerts.Triage.Url);
        if (NamespaceIn(triage) is { } ns)
            // The Service's port need not be the pods', so that the port stays open; triage's namespace decides.
            yield return new("allow-triage", Direction.Egress, new Peer.Pods(ns), []);
        if (alerts.Networks.Count > 0)
            yield return NetworkRule.ToNetworks("allow-receivers", [.. alerts.Networks]);
        yield return NetworkRule.ToInternet([.. PublicPorts(alerts, triage).Distinct().Order()]);
    }

    /// <summary>The namespace of a Service's address; null for an address outside of the cluster.</summary>
    public static string? NamespaceIn(Uri url)
    {
        var labels = url.Host.Split('.');
        return labels.Length >= 3 && labels[2] == "svc" ? labels[1] : null;
    }

    static IEnumerable<int> PublicPorts(AlertDeliverySpec alerts, Uri triage)
    {
        // Webhook addresses are secrets, which must not decide what exists; outside services are called by HTTPS.
        yield return 443;
        if (NamespaceIn(triage) is null)
            yield return triage.Port;
        if (alerts.Critical.Email is { } email)
            yield return int.Parse(email.Server.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
