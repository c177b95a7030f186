using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>etcd snapshots: when, how many, and where to.</summary>
static partial class SnapshotRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (snapshots, at) = (topology.Snapshots, problems.At("snapshots"));
        if (topology.K3s.Datastore is not null && snapshots != new SnapshotSpec())
            problems.Add("snapshots", "is set, but K3s takes snapshots of embedded etcd only, and `k3s.datastore` is external. Back up "
                + "that database instead.");
        if (topology.K3d is { Servers: 1 } && snapshots.S3 is not null)
            at.Add("s3", "is set, but a single k3d server keeps its data in SQLite, which has no snapshots. Remove it, or set "
                + "`k3d.servers: 3`.");
        if (!CronSchedule.IsValid(snapshots.Schedule, out var mistake))
            at.Add("schedule", $"is {Shown.Text(snapshots.Schedule)}, which {mistake}");
        if (snapshots.Retention < 1)
            at.Add("retention", $"is {snapshots.Retention}, but at least 1 snapshot must be kept. To take none, set `enabled: false`.");
        if (snapshots.S3 is { } s3)
            Check(s3, at.At("s3"));
    }

    static void Check(SnapshotS3Spec s3, Problems at)
    {
        if (s3.Endpoint.Contains("://", StringComparison.Ordinal))
            at.Add("endpoint", $"is {Shown.Text(s3.Endpoint)}, but must be a host and optional port without scheme; plain HTTP is "
                + "`insecure: true`.");
        else if (!DnsNames.IsHostAndPort(s3.Endpoint))
            at.Add("endpoint", $"is {Shown.Text(s3.Endpoint)}, but must be a host and optional port, such as s3.example.com or "
                + "192.168.1.5:9000; the bucket goes into `bucket`.");
        if (!Bucket().IsMatch(s3.Bucket) || IpText.IsAddress(s3.Bucket))
            at.Add("bucket", $"is {Shown.Text(s3.Bucket)}, but a bucket is 3 to 63 lower-case letters, digits, dots and hyphens, "
                + "beginning and ending with a letter or digit.");
        if (!Region().IsMatch(s3.Region))
            at.Add("region", $"is {Shown.Text(s3.Region)}, but a region is a word such as us-east-1. Self-hosted stores take the default.");
        if (s3.Folder is { } folder && !(folder.Length > 0 && AbsolutePath.IsValid($"/{folder}")))
            at.Add("folder", $"is {Shown.Text(folder)}, but must be a prefix such as clusters/home, without blanks, `..` and a slash at "
                + "either end.");
        CheckKey(s3.AccessKey, "accessKey", at);
        CheckKey(s3.SecretKey, "secretKey", at);
        if (s3.RetentionPerServer < 1)
            at.Add("retentionPerServer", $"is {s3.RetentionPerServer}, but at least 1 snapshot per server must be kept.");
        if (s3.CaCertificate is { } ca && !PemText.IsCertificate(ca))
            at.Add("caCertificate", $"is not a PEM certificate. {PemText.HowTo}");
        if (s3 is { CaCertificate: not null, Insecure: true })
            at.Add("caCertificate", "is set, but plain HTTP (`insecure: true`) has no certificates. Remove one of the two.");
    }

    static void CheckKey(Secret key, string path, Problems at)
    {
        if (!key.IsPlaceholder && (key.Reveal().Length == 0 || key.Reveal().Any(char.IsWhiteSpace)))
            at.Add(path, "is empty or holds a blank or line break. Set it again with `pulumi config set --secret --path`.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Bucket();

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex Region();
}
