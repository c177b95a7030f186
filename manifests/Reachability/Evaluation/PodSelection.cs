using Basecamp.Manifests.Reachability.Policies;
using Basecamp.Manifests.Reachability.Reading;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>Answers selectors, each once.</summary>
sealed class PodSelection(IReadOnlyList<PodGroup> pods, NamespaceDirectory namespaces)
{
    readonly Dictionary<string, PodSet> answers = new(StringComparer.Ordinal);
    readonly Dictionary<string, IReadOnlyList<string>> namespaceAnswers = new(StringComparer.Ordinal);
    readonly ILookup<string, int> byNamespace =
        Enumerable.Range(0, pods.Count).ToLookup(index => pods[index].Namespace, StringComparer.Ordinal);

    public PodSet Select(PodSelector selector)
    {
        if (answers.TryGetValue(selector.Key, out var known))
            return known;
        var selected = new PodSet(pods.Count);
        foreach (var index in NamespacesOf(selector).SelectMany(name => byNamespace[name]))
        {
            if (selector.Pods.Matches(pods[index].Labels))
                selected.Add(index);
        }
        answers.Add(selector.Key, selected);
        return selected;
    }

    IEnumerable<string> NamespacesOf(PodSelector selector)
    {
        if (selector.Namespace is { } only)
            return namespaces.Contains(only) && selector.Namespaces.Matches(namespaces.LabelsOf(only)) ? [only] : [];
        if (!namespaceAnswers.TryGetValue(selector.Namespaces.Key, out var names))
        {
            names = [.. namespaces.Names.Where(name => selector.Namespaces.Matches(namespaces.LabelsOf(name)))];
            namespaceAnswers.Add(selector.Namespaces.Key, names);
        }
        return names;
    }
}
