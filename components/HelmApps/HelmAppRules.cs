using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Exposure;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.HelmApps;

/// <summary>What an app out of a chart must say, and what could not work.</summary>
public static partial class HelmAppRules
{
    // Helm's own limit is 53, and charts append to it; policies and Secrets are named after the app, too.
    const int LongestName = 40;

    /// <summary>Adds what is wrong.</summary>
    /// <param name="name">Name of the app.</param>
    /// <param name="spec">What it is like.</param>
    /// <param name="domain">The platform's domain; null when it publishes nothing.</param>
    /// <param name="problems">Findings, at the app's place.</param>
    public static void Check(string name, HelmAppSpec spec, string? domain, Problems problems)
    {
        if (!DnsNames.IsLabel(name, LongestName))
            problems.Add("", $"is not a valid app name: its Helm release is named after it. Use {DnsNames.LabelRule}, at most {LongestName} characters.");
        CheckChart(spec, problems);
        CheckNamespace(spec, problems);
        foreach (var (workload, declared) in spec.Workloads)
            CheckWorkload(workload, declared, problems.At("workloads").At(ConfigurationNames.EntryPath(workload)));
        if (spec.Publish is { } publish)
            CheckPublish(publish, domain, spec, problems.At("publish"));
        CheckPeers(spec, problems);
        foreach (var (secret, content) in spec.Secrets)
            HelmAppSecretRules.Check(secret, content, problems.At("secrets").At(ConfigurationNames.EntryPath(secret)));
        if (spec.Backup is { } backup)
            CheckBackup(backup, problems.At("backup"));
    }

    static void CheckChart(HelmAppSpec spec, Problems problems)
    {
        if (spec.Chart is not { } chart)
            problems.Add("chart", "is missing. Write the chart's name in its repository, e.g. `chart: netbox`.");
        else if (!ChartName().IsMatch(chart))
            problems.Add("chart", $"is {Shown.Text(chart)}, but a chart's name is lower-case letters, digits and hyphens. Its address goes into `repository`.");
        CheckRepository(spec.Repository, problems);
        if (spec.Version is not { } version)
            problems.Add("version", "is missing. Write the exact version; `helm search repo` or the chart's page lists them.");
        else if (!ExactVersion().IsMatch(version))
            problems.Add("version", $"is {Shown.Text(version)}, which is not an exact version: the next deployment might install something else. Write three numbers, e.g. `8.3.61`.");
        if (spec.Keys is { } keys && (keys.Length == 0 || keys.StartsWith('/')))
            problems.Add("keys", $"is {Shown.Text(keys)}, but must be a path relative to Pulumi.yaml, so that it is in the repository.");
    }

    static void CheckRepository(string? repository, Problems problems)
    {
        if (repository is null)
            problems.Add("repository", "is missing. Write where the chart is: `https://…` of a repository, or `oci://…` of a registry.");
        else if (!Uri.TryCreate(repository, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "oci" or "http") || url.Host.Length == 0)
            problems.Add("repository", $"is {Shown.Text(repository)}, but must begin with https:// (a chart repository) or oci:// (a registry).");
        else if (url.UserInfo.Length > 0)
            problems.Add("repository", "has a user or password in it, where everybody can read it. Remove it; charts come from where no login is needed.");
        else if (url.Scheme == "http")
            problems.Add("repository", $"is {Shown.Text(repository)}, but without TLS anybody on the way can change the chart. Use https:// or oci://.");
    }

    static void CheckNamespace(HelmAppSpec spec, Problems problems)
    {
        if (spec.Namespace is { } ns && !DnsNames.IsLabel(ns))
            problems.Add("namespace", $"is {Shown.Text(ns)}, but a namespace is a DNS label: {DnsNames.LabelRule}.");
        if (spec.PodSecurity != PodSecurityLevel.Restricted && string.IsNullOrWhiteSpace(spec.Reason))
            problems.Add("reason", $"is missing, but podSecurity is {ConfigurationNames.Of(spec.PodSecurity)}. Say why in a sentence, or remove podSecurity.");
        if (spec.MaxPods < 1)
            problems.Add("maxPods", $"is {Number(spec.MaxPods.Value)}, but must be at least 1. Write null for no limit.");
    }

    static void CheckWorkload(string name, HelmAppWorkloadSpec workload, Problems at)
    {
        if (!DnsNames.IsName(name))
            at.Add("", "is not the name of a workload: write that of the Deployment, StatefulSet or DaemonSet that the chart makes.");
        if (workload.Replicas < 0)
            at.Add("replicas", $"is {Number(workload.Replicas)}, but there cannot be fewer than 0 pods.");
        foreach (var port in workload.Ports.Where(port => !Ports.IsPort(port)))
            at.Add("ports", $"lists {Number(port)}, but {Ports.Rule}.");
        if (workload.CpuMillis < 0)
            at.Add("cpuMillis", $"is {Number(workload.CpuMillis)}, but a pod cannot ask for less than nothing.");
        if (workload.MemoryMiB < 0)
            at.Add("memoryMiB", $"is {Number(workload.MemoryMiB)}, but a pod cannot ask for less than nothing.");
    }

    static void CheckPublish(HelmAppPublishSpec publish, string? domain, HelmAppSpec spec, Problems at)
    {
        if (PublishedHostRule.ProblemOf(publish.Host, domain) is { } problem)
            at.Add("host", problem);
        else if (domain is null)
            at.Add("host", $"is {Shown.Text(publish.Host)}, but this platform publishes nothing. Set `basecamp:platform.ingress` and `domain`, or remove `publish`.");
        if (publish.Service is { } service && !DnsNames.IsLabel(service))
            at.Add("service", $"is {Shown.Text(service)}, but a Service's name is a DNS label: {DnsNames.LabelRule}.");
        if (!Ports.IsPort(publish.ServicePort))
            at.Add("servicePort", $"is {Number(publish.ServicePort)}, but {Ports.Rule}.");
        if (!HttpPath().IsMatch(publish.Path))
            at.Add("path", $"is {Shown.Text(publish.Path)}, but a path begins with `/` and has no spaces, `?` or `#`.");
        if (!Ports.IsPort(publish.Port))
            at.Add("port", $"is {Number(publish.Port)}, but {Ports.Rule}.");
        else
            CheckListening(publish.Port, "port", spec, at);
    }

    static void CheckPeers(HelmAppSpec spec, Problems problems)
    {
        foreach (var port in spec.Metrics)
            if (!Ports.IsPort(port))
                problems.Add("metrics", $"lists {Number(port)}, but {Ports.Rule}.");
            else
                CheckListening(port, "metrics", spec, problems);
        foreach (var (index, client) in spec.AllowFrom.Index())
        {
            var at = problems.At($"allowFrom[{Number(index)}]");
            PeerRules.CheckNamespace(client.Namespace, at);
            PeerRules.CheckPorts(client.Ports, at, "ports");
            foreach (var port in client.Ports.Where(Ports.IsPort))
                CheckListening(port, "ports", spec, at);
        }
        PeerRules.CheckEgress(spec.ConnectTo, problems.At("connectTo"));
    }

    // Only where workloads are stated: otherwise nobody knows.
    static void CheckListening(int port, string name, Problems at, IReadOnlyCollection<int> listening)
    {
        if (!listening.Contains(port))
            at.Add(name, $"is {Number(port)}, but none of `workloads` listens there (they do on {string.Join(", ", listening.Select(Number).DefaultIfEmpty("no port"))}). "
                + "Correct it, or add the port to its workload.");
    }

    static void CheckListening(int port, string name, HelmAppSpec spec, Problems at)
    {
        if (spec.Workloads.Count > 0)
            CheckListening(port, name, at, [.. spec.Workloads.Values.SelectMany(workload => workload.Ports).Distinct().Order()]);
    }

    static void CheckBackup(HelmAppBackupSpec backup, Problems at)
    {
        if (backup.Schedule is { } schedule && !CronSchedule.IsValid(schedule, out var mistake))
            at.Add("schedule", $"is {Shown.Text(schedule)}, which {mistake}");
        if (backup.RetentionDays < 1)
            at.Add("retentionDays", $"is {Number(backup.RetentionDays)}, but backups are kept for at least 1 day.");
        if (backup.MaxAgeHours < 1)
            at.Add("maxAgeHours", $"is {Number(backup.MaxAgeHours)}, but must be at least 1.");
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9._-]*[a-z0-9])?\z")]
    private static partial Regex ChartName();

    [GeneratedRegex(@"^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\z")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"^/[^\s?#]*\z")]
    private static partial Regex HttpPath();
}
