using System.Collections.Frozen;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Labels of nodes: Kubernetes' syntax, and keys that a node may carry on its own word.</summary>
/// <remarks>
/// The API server's NodeRestriction plugin refuses a kubelet that labels itself under kubernetes.io, except for the keys here
/// (KubeletLabels and KubeletLabelNamespaces of k8s.io/kubelet).
/// </remarks>
static class LabelRules
{
    const string OwnPrefix = "basecamp.dev";

    static readonly string[] AllowedNamespaces = ["kubelet.kubernetes.io", "node.kubernetes.io"];

    static readonly FrozenSet<string> AllowedKeys = new[]
    {
        "topology.kubernetes.io/region", "topology.kubernetes.io/zone",
    }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> SetByKubelet = new[]
    {
        "kubernetes.io/hostname", "kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static void Check(HomelabTopology topology, Problems problems)
    {
        foreach (var (index, node) in topology.Nodes.Index())
        {
            foreach (var (key, value) in node.Labels)
            {
                var at = problems.At($"nodes[{index}].labels").At(ConfigurationNames.EntryPath(key));
                if (!LabelSyntax.IsKey(key))
                    at.Add("", $"is not a label key: {LabelSyntax.KeyRule}.");
                else if (WhyReserved(key) is { } reason)
                    at.Add("", reason);
                if (!LabelSyntax.IsValue(value))
                    at.Add("", $"is {Shown.Text(value)}, but {LabelSyntax.ValueRule}.");
            }
        }
    }

    static string? WhyReserved(string key)
    {
        var prefix = LabelSyntax.PrefixOf(key);
        if (IsIn(prefix, OwnPrefix))
            return $"is reserved: keys under {OwnPrefix} are basecamp's own. Use a prefix of yours.";
        if (IsIn(prefix, "node-role.kubernetes.io"))
        {
            return "is reserved: K3s sets the role of servers itself, and a node may not name its own role. Put roles of your own under "
                + "your "
                + "own prefix, such as example.com/role: worker, and select by that.";
        }
        if (SetByKubelet.Contains(key))
            return "is set by the kubelet from the machine itself. Remove it.";
        if (!IsIn(prefix, "kubernetes.io") && !IsIn(prefix, "k8s.io"))
            return null;
        return AllowedKeys.Contains(key) || AllowedNamespaces.Any(allowed => IsIn(prefix, allowed)) ? null
            : "is reserved: under kubernetes.io and k8s.io a node may only carry "
                + $"{Shown.OneOf([.. AllowedKeys.Order(), .. AllowedNamespaces.Select(name => $"{name}/…")])}. "
                + "Use a prefix of your own, such as example.com.";
    }

    static bool IsIn(string prefix, string domain) => prefix == domain || prefix.EndsWith($".{domain}", StringComparison.Ordinal);
}
