using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>An external datastore. Its endpoint holds a password, so messages never repeat it.</summary>
static class DatastoreRules
{
    static readonly string[] Schemes = ["https", "postgres", "mysql", "nats"];

    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.K3s.Datastore is not { } datastore)
            return;
        var at = problems.At("k3s.datastore");
        if (!datastore.Endpoint.IsPlaceholder && WhyRefused(datastore.Endpoint.Reveal()) is { } reason)
            at.Add("endpoint", reason);
        if (datastore.CaCertificate is { } ca && !PemText.IsCertificate(ca))
            at.Add("caCertificate", $"is not a PEM certificate. {PemText.HowTo}");
        if (datastore.ClientCertificate is { } certificate && !PemText.IsCertificate(certificate))
            at.Add("clientCertificate", $"is not a PEM certificate. {PemText.HowTo}");
        if (datastore.ClientKey is { IsPlaceholder: false } key && !PemText.IsPlainPrivateKey(key.Reveal()))
            at.Add("clientKey", $"is not a PEM private key without passphrase. {PemText.HowTo}");

        if (datastore.ClientCertificate is not null && datastore.ClientKey is null)
            at.Add("clientKey", "is missing, but `clientCertificate` is set, and a certificate is of no use without its key. Add it or "
                + "remove both.");
        if (datastore.ClientKey is not null && datastore.ClientCertificate is null)
            at.Add("clientCertificate", "is missing, but `clientKey` is set, and a key is of no use without its certificate. Add it or "
                + "remove both.");
    }

    static string? WhyRefused(string endpoint)
    {
        var parts = endpoint.Split(',');
        var schemes = parts.Select(SchemeOf).Distinct().ToArray();
        if (schemes.Contains("http"))
            return "begins with http://, which sends every Secret of the cluster in the clear. Use https:// and `caCertificate`.";
        if (!schemes.All(Schemes.Contains))
            return $"must begin with {Shown.OneOf([.. Schemes.Select(scheme => $"{scheme}://")])}; its value is not shown, as it may "
                + "hold a password.";
        if (schemes.Length > 1)
            return "mixes different kinds of datastore. Only etcd takes several addresses: https://etcd1:2379,https://etcd2:2379.";
        if (parts.Length > 1 && schemes[0] != "https")
            return $"lists {parts.Length} addresses, but only etcd takes several. Give one, and put a load balancer in front of the "
                + "database.";
        return parts.Any(part => part.Any(char.IsWhiteSpace)) ? "holds a blank. Separate addresses by commas only, and escape blanks in "
            + "passwords as %20." : null;
    }

    static string SchemeOf(string endpoint)
    {
        var end = endpoint.IndexOf("://", StringComparison.Ordinal);
        return end < 0 ? "" : endpoint[..end].Trim();
    }
}
