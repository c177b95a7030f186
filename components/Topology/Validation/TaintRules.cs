using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Taints of nodes: <c>key=value:Effect</c> or <c>key:Effect</c>, once per key and effect.</summary>
static class TaintRules
{
    static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public static void Check(HomelabTopology topology, Problems problems)
    {
        foreach (var (index, node) in topology.Nodes.Index())
            Check(node.Taints ?? [], problems.At($"nodes[{index}].taints"));
    }

    /// <summary>True when the taint keeps pods away that do not tolerate it.</summary>
    public static bool KeepsPodsAway(string taint) =>
        taint.EndsWith(":NoSchedule", StringComparison.Ordinal) || taint.EndsWith(":NoExecute", StringComparison.Ordinal);

    static void Check(IReadOnlyList<string> taints, Problems at)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (index, taint) in taints.Index())
        {
            if (Split(taint) is not { } parts)
            {
                at.Add($"[{index}]", $"is {Shown.Text(taint)}, but a taint is key=value:Effect or key:Effect.");
                continue;
            }
            var (key, value, effect) = parts;
            if (!Effects.Contains(effect))
                at.Add($"[{index}]", $"is {Shown.Text(taint)}, whose effect {Shown.Text(effect)} is none of "
                    + $"{Shown.OneOf(Effects)}.{NearestName.Suggest(effect, Effects)}");
            else if (!LabelSyntax.IsKey(key))
                at.Add($"[{index}]", $"is {Shown.Text(taint)}, whose key is not valid: {LabelSyntax.KeyRule}.");
            else if (!LabelSyntax.IsValue(value))
                at.Add($"[{index}]", $"is {Shown.Text(taint)}, whose value is not valid: {LabelSyntax.ValueRule}.");
            else if (!seen.Add((key, effect)))
                at.Add($"[{index}]", $"is {Shown.Text(taint)}, but the node already has a taint with this key and effect. Remove one.");
        }
    }

    static (string Key, string Value, string Effect)? Split(string taint)
    {
        if (taint.Split(':') is not [var left, var effect])
            return null;
        return left.Split('=', 2) is [var key, var value] ? (key, value, effect) : (left, "", effect);
    }
}
