using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.ObjectStore;

/// <summary>Object stores: that they can be addressed and reached.</summary>
static partial class ObjectStoreRules
{
    public static void Check(ObjectStoreSpec stores, Problems at)
    {
        if (stores.External is { } external)
            Check(external, at.At("external"));
        else if (stores.InCluster is null)
            at.Add("", "is empty. Add `external:` with the S3 store that backups go to.");
    }

    static void Check(ExternalStoreSpec store, Problems at)
    {
        if (store.Endpoint.Contains("://", StringComparison.Ordinal))
            at.Add("endpoint", $"is {Shown.Text(store.Endpoint)}, but must be a host and optional port without scheme; plain HTTP is `insecure: true`.");
        else if (!DnsNames.IsHostAndPort(store.Endpoint))
            at.Add("endpoint", $"is {Shown.Text(store.Endpoint)}, but must be a host and optional port, such as s3.example.com or 192.168.1.5:9000.");
        else if (IsInCluster(store.Endpoint))
            at.Add("endpoint", $"is {Shown.Text(store.Endpoint)}, a Service of this cluster, which is lost together with what it is to save. Name a store "
                + "outside.");
        if (store.BucketPrefix is { Length: > 0 } prefix && !Prefix().IsMatch(prefix))
            at.Add("bucketPrefix", $"is {Shown.Text(prefix)}, but bucket names are lower-case letters, digits and hyphens, beginning with a letter or digit; "
                + "a prefix has at most 40 of them.");
        CidrRules.Check(store.Cidrs, at.At("cidrs"));
        CheckKey(store.AccessKey, "accessKey", at);
        CheckKey(store.SecretKey, "secretKey", at);
        if (store.CaCertificate is { } ca && !PemText.IsCertificate(ca))
            at.Add("caCertificate", $"is not a PEM certificate. {PemText.HowTo}");
        if (store is { CaCertificate: not null, Insecure: true })
            at.Add("caCertificate", "is set, but plain HTTP (`insecure: true`) has no certificates. Remove one of the two.");
    }

    static void CheckKey(Secret key, string path, Problems at)
    {
        if (!key.IsPlaceholder && (key.Reveal().Length == 0 || key.Reveal().Any(char.IsWhiteSpace)))
            at.Add(path, "is empty or holds a blank or line break. Set it again with `pulumi config set --secret --path`.");
    }

    static bool IsInCluster(string endpoint) => InCluster().IsMatch(endpoint);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\.svc(\.|:|\z)")]
    private static partial Regex InCluster();
}
