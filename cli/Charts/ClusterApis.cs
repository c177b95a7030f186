using System.Collections.Immutable;
using Basecamp.Cli.Offline;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Crds;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Charts;

/// <summary>What charts may ask about the cluster they are installed to, as far as the stack says so; never what a real cluster says.</summary>
/// <param name="Version">Kubernetes' version, e.g. <c>v1.36.4+k3s1</c>; null when the stack does not know the cluster.</param>
/// <param name="Kinds">The kinds that the stack's own definitions serve, sorted.</param>
sealed record ClusterApis(string? Version, ImmutableArray<DefinedKind> Kinds)
{
    /// <summary>What a stack and those it builds on install.</summary>
    public static ClusterApis Of(OfflineRun run)
    {
        IReadOnlyList<Testing.RecordedStack> stacks = [run.Stack, .. run.Below];
        var facts = stacks.Select(stack => stack.Outputs.TryGetValue("clusterFacts", out var output) ? output.Value as string : null).OfType<string>().FirstOrDefault();
        return new(
            facts is null ? null : ClusterFacts.FromJson(facts).K3sVersion,
            [
                .. stacks.SelectMany(stack => stack.Resources).Select(resource => resource.Resource).OfType<CustomResourceDefinitions>()
                    .SelectMany(definitions => definitions.Bundles).Distinct().SelectMany(bundle => DefinitionApis.Of(bundle))
                    .Distinct().OrderBy(kind => kind.ApiVersion, StringComparer.Ordinal).ThenBy(kind => kind.Kind, StringComparer.Ordinal),
            ]);
    }

    /// <summary>As Helm takes them: <c>group/version/Kind</c> of Kubernetes itself, <c>group/version</c> and <c>group/version/Kind</c> of the definitions.</summary>
    public IEnumerable<string> Names => KubernetesApis.Names.Concat(Kinds.Select(kind => kind.ApiVersion).Distinct()).Concat(Kinds.Select(kind => $"{kind.ApiVersion}/{kind.Kind}"));

    /// <summary>Whether objects of a kind are in namespaces; null for kinds that nobody here knows.</summary>
    public bool? IsNamespaced(string apiVersion, string kind) =>
        KubernetesScope.IsNamespaced(apiVersion, kind) ?? Kinds.FirstOrDefault(each => each.ApiVersion == apiVersion && each.Kind == kind)?.IsNamespaced;
}
