using System.Diagnostics.CodeAnalysis;
using Basecamp.Components.Configuration;

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
    public static bool KeepsPodsAway(string taint) => taint.EndsWith(":NoSchedule", StringComparison.Ordinal) || taint.EndsWith(":NoExecute", StringComparison.Ordinal);

    static void Check(IReadOnlyList<string> taints, Problems at)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (index, taint) in taints.Index())
        {
            if (!TrySplit(taint, out var key, out var value, out var effect))
                at.Add($"[{index}]", $"is {Shown.Text(taint)}, but a taint is key=value:Effect or key:Effect.");
            else if (!Effects.Contains(effect))
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

    static bool TrySplit(string taint, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? value, [NotNullWhen(true)] out string? effect)
    {
        (key, value, effect) = (null, null, null);
        if (taint.Split(':') is not [var left, var right])
            return false;
        effect = right;
        (key, value) = left.Split('=', 2) is [var name, var given] ? (name, given) : (left, "");
        return true;
    }
}
