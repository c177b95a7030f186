using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Namespaces;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.UserNamespaces;

/// <summary>Rules about the namespaces that a stack file lists.</summary>
static partial class NamespaceRules
{
    // Kubernetes' own, and K3s' add-ons.
    static readonly string[] Reserved = ["default", "kube-node-lease", "kube-public", "kube-system"];

    public static void Check(IReadOnlyList<NamespaceSpec> namespaces, Problems problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < namespaces.Count; index++)
            Check(namespaces[index], names, problems.At($"namespaces[{index}]"));
    }

    static void Check(NamespaceSpec spec, HashSet<string> names, Problems problems)
    {
        var full = ManagedNamespace.NameOf(spec.Name, spec.Tier);
        if (!DnsLabel().IsMatch(full) || full.Length > 63)
            problems.Add("name", $"is {Shown.Text(spec.Name)}, but a namespace is a DNS label: at most 63 lower-case letters, digits and hyphens, no hyphen at either end.");
        else if (Reserved.Contains(full) || full.StartsWith("kube-", StringComparison.Ordinal))
            problems.Add("name", $"is {Shown.Text(full)}, which Kubernetes keeps for itself. Choose another name.");
        else if (!names.Add(full))
            problems.Add("name", $"is {Shown.Text(full)}, which another entry has too. Merge the two or rename one.");
        if (spec.PodSecurity != PodSecurityLevel.Restricted && string.IsNullOrWhiteSpace(spec.Reason))
            problems.Add("reason", $"is missing, but podSecurity is {ConfigurationNames.Of(spec.PodSecurity)}. Say why in a sentence, or remove podSecurity.");
        CheckPorts(spec.Internet, "internet", problems);
        CheckPorts(spec.Metrics, "metrics", problems);
        for (var index = 0; index < spec.From.Count; index++)
        {
            if (spec.From[index].Ports.Count == 0)
                problems.Add($"from[{index}].ports", "is empty, which would allow no connection. List the ports, or remove the entry.");
            CheckPorts(spec.From[index].Ports, $"from[{index}].ports", problems);
        }
        if (spec.MaxPods < 1)
            problems.Add("maxPods", $"is {spec.MaxPods}, but must be at least 1. Write null for no limit.");
        if (spec.LoadBalancers < 0)
            problems.Add("loadBalancers", $"is {spec.LoadBalancers}, but must not be negative.");
    }

    static void CheckPorts(IReadOnlyList<int> ports, string path, Problems problems)
    {
        foreach (var port in ports.Where(port => port is < 1 or > 65535))
            problems.Add(path, $"lists {port}, but a port is a number from 1 to 65535.");
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex DnsLabel();
}
