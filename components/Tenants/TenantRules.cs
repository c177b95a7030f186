using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Exposure;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Tenants;

/// <summary>What a tenant's claim must say, and what could not work.</summary>
public static partial class TenantRules
{
    // Objects and the Argo CD project are named after the tenant.
    const int LongestName = 40;

    /// <summary>Adds what is wrong.</summary>
    /// <param name="name">Name of the tenant.</param>
    /// <param name="spec">The claim.</param>
    /// <param name="domain">The platform's domain; null when it publishes nothing.</param>
    /// <param name="engine">Who delivers.</param>
    /// <param name="problems">Findings, at the tenant's place.</param>
    public static void Check(string name, TenantSpec spec, string? domain, DeliveryEngine engine, Problems problems)
    {
        if (!DnsNames.IsLabel(name, LongestName))
            problems.Add("", $"is not a valid tenant name: objects are named after it. Use {DnsNames.LabelRule}, at most {LongestName} characters.");
        CheckSubjects(spec.Members, problems.At("members"));
        CheckSubjects(spec.Viewers, problems.At("viewers"));
        if (spec.Members.IsEmpty && spec.Git is null)
            problems.Add("members", "is empty, and there is no `git`: no one could use the namespaces. List users or groups of the cluster's authentication.");
        CheckNamespaces(name, spec, problems);
        CheckQuota(spec, problems.At("quota"));
        CheckLimits(spec, problems.At("limits"));
        foreach (var port in spec.Internet.Where(port => !Ports.IsPort(port)))
            problems.Add("internet", $"lists {Number(port)}, but {Ports.Rule}.");
        if (spec.Metrics is { } metrics && !Ports.IsPort(metrics))
            problems.Add("metrics", $"is {Number(metrics)}, but {Ports.Rule}.");
        foreach (var (index, publish) in spec.Publish.Index())
            CheckPublish(publish, TenantPlan.NamespacesOf(name, spec), domain, problems.At($"publish[{Number(index)}]"));
        if (spec.Git is { } git)
            CheckGit(git, engine, problems.At("git"));
    }

    static void CheckSubjects(TenantSubjectsSpec subjects, Problems at)
    {
        foreach (var (kind, name) in subjects.Users.Select(user => ("users", user)).Concat(subjects.Groups.Select(group => ("groups", group))))
            if (name.Length == 0 || name.Any(char.IsWhiteSpace))
                at.Add(kind, $"lists {Shown.Text(name)}, but a name has at least one character and no spaces.");
            else if (name.StartsWith("system:", StringComparison.Ordinal))
                at.Add(kind, $"lists {Shown.Text(name)}, which Kubernetes keeps for itself: everybody, every service account, or those who may do everything. List people.");
    }

    static void CheckNamespaces(string name, TenantSpec spec, Problems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, ns) in spec.Namespaces.Index())
            if (!DnsNames.IsLabel(ns, LongestName))
                problems.Add($"namespaces[{Number(index)}]", $"is {Shown.Text(ns)}, but a namespace is a DNS label: {DnsNames.LabelRule}, at most {LongestName} characters.");
            else if (!seen.Add(ns))
                problems.Add($"namespaces[{Number(index)}]", $"is {Shown.Text(ns)}, which is listed already. Remove one of the two.");
    }

    static void CheckQuota(TenantSpec spec, Problems at)
    {
        var quota = spec.Quota;
        foreach (var (value, name) in new[]
        {
            (quota.CpuMillis, "cpuMillis"), (quota.MemoryMiB, "memoryMiB"), (quota.Pods, "pods"),
        })
            if (value < 1)
                at.Add(name, $"is {Number(value)}, but with less than 1 no pod could run.");
        foreach (var (value, name) in new[] { (quota.StorageGiB, "storageGiB"), (quota.Volumes, "volumes") })
            if (value < 0)
                at.Add(name, $"is {Number(value)}, but must not be negative. Write 0 for no volumes.");
        if (quota.MemoryLimit < quota.MemoryMiB)
            at.Add("memoryLimitMiB", $"is {Number(quota.MemoryLimit)}, less than the {Number(quota.MemoryMiB)} that pods may ask for. Raise it.");
    }

    static void CheckLimits(TenantSpec spec, Problems at)
    {
        var limits = spec.Limits;
        if (limits.CpuMillis < 1)
            at.Add("cpuMillis", $"is {Number(limits.CpuMillis)}, but a container asks for at least 1 thousandth of a core.");
        if (limits.MemoryMiB < 4)
            at.Add("memoryMiB", $"is {Number(limits.MemoryMiB)}, but a container needs at least 4.");
        if (limits.MemoryLimitMiB < limits.MemoryMiB)
            at.Add("memoryLimitMiB", $"is {Number(limits.MemoryLimitMiB)}, less than the {Number(limits.MemoryMiB)} that the container asks for. Raise it.");
        if (limits.MaxMemoryMiB < limits.MemoryLimitMiB)
            at.Add("maxMemoryMiB", $"is {Number(limits.MaxMemoryMiB)}, less than the {Number(limits.MemoryLimitMiB)} that a container gets by default. Raise it.");
        if (limits.MemoryLimitMiB > spec.Quota.MemoryLimit || limits.CpuMillis > spec.Quota.CpuMillis)
            at.Add("", "give one container more than the quota gives a whole namespace, so that no pod could run. Raise `quota`, or lower them.");
    }

    static void CheckPublish(TenantPublishSpec publish, IReadOnlyCollection<string> namespaces, string? domain, Problems at)
    {
        if (PublishedHostRule.ProblemOf(publish.Host, domain) is { } problem)
            at.Add("host", problem);
        else if (domain is null)
            at.Add("host", $"is {Shown.Text(publish.Host)}, but this platform publishes nothing. Set `basecamp:platform.ingress` and `domain`, or remove `publish`.");
        if (!DnsNames.IsLabel(publish.Service))
            at.Add("service", $"is {Shown.Text(publish.Service)}, but a Service's name is a DNS label: {DnsNames.LabelRule}.");
        foreach (var (port, name) in new[] { (publish.Port, "port"), (publish.ServicePort, "servicePort") })
            if (!Ports.IsPort(port))
                at.Add(name, $"is {Number(port)}, but {Ports.Rule}.");
        if (!HttpPath().IsMatch(publish.Path))
            at.Add("path", $"is {Shown.Text(publish.Path)}, but a path begins with `/` and has no spaces, `?` or `#`.");
        if (publish.Namespace is { } ns && !namespaces.Contains(ns))
            at.Add("namespace", $"is {Shown.Text(ns)}, which is none of the tenant's: {Shown.OneOf([.. namespaces])}.");
    }

    static void CheckGit(TenantGitSpec git, DeliveryEngine engine, Problems at)
    {
        if (engine == DeliveryEngine.Pulumi)
            at.Add("", "is set, but nothing in this cluster reads git: `basecamp:delivery` is pulumi. Remove it, or deliver with argocd or flux.");
        if (!UrlText.IsPlainHttp(git.Url, out var url, out var mistake))
            at.Add("url", mistake);
        else if (url.Scheme != Uri.UriSchemeHttps)
            at.Add("url", $"is {Shown.Text(git.Url)}, but without TLS anybody on the way can change what is applied. Use https://.");
        if (!GitPath().IsMatch(git.Path) || git.Path.Split('/').Contains(".."))
            at.Add("path", $"is {Shown.Text(git.Path)}, but a directory of the repository has no `/` at the beginning, no `..` and no spaces.");
        if (git.Revision.Length == 0)
            at.Add("revision", "is empty. Write a branch, or remove it.");
        if (git.Username is null != git.Password is null)
            at.Add(git.Username is null ? "username" : "password", "is missing, but the other half of the login is there. Write both, or neither.");
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/[^\s?#]*\z")]
    private static partial Regex HttpPath();

    [GeneratedRegex(@"^[A-Za-z0-9._-][A-Za-z0-9._/-]*\z")]
    private static partial Regex GitPath();
}
