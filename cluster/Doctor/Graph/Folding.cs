using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Graph;

/// <summary>Folds symptoms under what they come from.</summary>
static class Folding
{
    /// <summary>The root causes. A symptom is folded under each cause among what its object needs; one that has none there is a root itself.</summary>
    public static IReadOnlyList<RootCause> Of(IReadOnlyList<FindingGroup> groups, DependencyGraph graph)
    {
        var at = groups.SelectMany(group => group.Objects.Append(group.Object).Distinct().Select(id => (Id: id, Group: group)))
            .ToLookup(pair => pair.Id, pair => pair.Group);
        var behind = groups.ToDictionary(group => group, group => group.First.IsSymptom ? Behind(group, at, graph) : []);
        var roots = groups.ToDictionary(group => group, group => RootsOf(group, behind));
        return
        [
            .. groups.Where(group => roots[group].Contains(group)).Select(root => new RootCause(root.Object, root.First, [.. root.Objects],
                [.. groups.Where(group => group != root && roots[group].Contains(root)).OrderBy(group => Layers.Of(group.First.Subject))
                    .Select(group => new RootCause(group.Object, group.First, [.. group.Objects], []))])),
        ];
    }

    // Something that merely will break is not why something else is broken.
    static List<FindingGroup> Behind(FindingGroup symptom, ILookup<ObjectId, FindingGroup> at, DependencyGraph graph)
    {
        var start = symptom.Objects.Append(symptom.Object).Distinct().ToList();
        var needed = start.Concat(graph.Below(start)).Distinct().SelectMany(id => at[id])
            .Where(group => !group.First.IsSymptom || Layers.Of(group.First.Subject) < Layers.Of(symptom.First.Subject));
        // What a pod asks over the network breaks it only when something is wrong with that itself; what is behind that is found from there.
        var asked = symptom.Findings.SelectMany(finding => finding.Because).Distinct().SelectMany(id => at[id]);
        return [.. needed.Concat(asked).Where(group => group != symptom && group.First.Severity >= symptom.First.Severity).Distinct()];
    }

    static HashSet<FindingGroup> RootsOf(FindingGroup group, Dictionary<FindingGroup, List<FindingGroup>> behind)
    {
        var roots = new HashSet<FindingGroup>();
        var seen = new HashSet<FindingGroup> { group };
        var next = new Stack<FindingGroup>(seen);
        while (next.TryPop(out var each))
        {
            if (behind[each].Count == 0)
                roots.Add(each);
            foreach (var cause in behind[each].Where(seen.Add))
                next.Push(cause);
        }
        // Apps that ask for each other and are all down: the lowest of them is as good a beginning as any.
        if (roots.Count == 0)
            roots.Add(seen.MinBy(each => (Layers.Of(each.First.Subject), each.Object.ToString()))!);
        return roots;
    }
}
