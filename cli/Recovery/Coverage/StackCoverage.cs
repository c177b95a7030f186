using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Durability;
using Basecamp.Infra;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Recovery.Coverage;

/// <summary>What the clusters of a stack hold, and what of it survives them.</summary>
/// <param name="Own">What the stack itself brought there.</param>
/// <param name="Below">What stacks that it builds on brought there.</param>
/// <param name="Accepted">Reasons of the stack file, by id.</param>
sealed record StackCoverage(ImmutableArray<CoveredState> Own, ImmutableArray<CoveredState> Below, IReadOnlyDictionary<string, string> Accepted)
{
    /// <summary>The guardrail's id.</summary>
    public const string Id = "BC016";

    /// <summary>Everything, from the machines upwards.</summary>
    public IEnumerable<CoveredState> All => Below.Concat(Own);

    /// <summary>Reads it from recordings.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="below">The stacks that it builds on.</param>
    /// <param name="config">The stack's config by full key.</param>
    public static StackCoverage Of(RecordedStack stack, IReadOnlyList<RecordedStack> below, IReadOnlyDictionary<string, string> config)
    {
        // Whether it is well-formed, the program itself says.
        var accepted = AcceptedLosses.Read(config.GetValueOrDefault(AcceptedLosses.Path), new List<Problem>());
        var (own, lower) = (DeclaredIn(stack), below.SelectMany(DeclaredIn).ToList());
        var copiers = own.Concat(lower).SelectMany(component => component.Copiers).ToList();
        return new(
            BackupCoverage.Of(own.SelectMany(component => component.Held), copiers, accepted),
            BackupCoverage.Of(lower.SelectMany(component => component.Held), copiers, accepted),
            accepted);
    }

    /// <summary>Findings: state that is lost for ever together with the cluster, and reasons for what the stack does not hold.</summary>
    /// <param name="stack">The stack.</param>
    public IEnumerable<Finding> Findings(RecordedStack stack)
    {
        if (!IsDisposable(stack))
            foreach (var lost in Own.Where(state => state.IsUnprotected))
                yield return new(Id, null, $"{lost.State.Id}: no copy of the {lost.State.What} survives the cluster. {lost.State.Consequence}", FixOf(lost));
        var known = All.Select(each => each.State.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, _) in Accepted.Where(reason => !known.Contains(reason.Key)))
            yield return new(Id, null, $"`{AcceptedLosses.Path}` gives a reason for '{id}', which is not an item of this stack.",
                known.Count == 0 ? "Remove it." : $"Remove it, or name one of: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
    }

    // A cluster in containers, or one that Vagrant makes, is there to be thrown away.
    static bool IsDisposable(RecordedStack stack) => stack.Resources.Select(resource => resource.Resource).OfType<PlatformTier>()
        .Any(platform => platform.Cluster.Provider is MachineProvider.K3d or MachineProvider.Vagrant);

    static string FixOf(CoveredState lost)
    {
        var how = lost switch
        {
            { Copies.Length: > 0 } => "Its copies are in a store in the cluster: name one outside, `objectStore.external`.",
            { State.Medium: StateMedium.Secret } => "Switch on `velero`, which copies Secrets with their namespaces.",
            { State.StorageClass: null or "local-path" } => "Nothing copies volumes of local-path: switch on `longhorn` with its `backups`, or `longhorn` and `velero`.",
            _ => "Switch on `velero`, or the backups of what holds it.",
        };
        return $"{how} Or say in `{AcceptedLosses.Path}` why it may be lost: '{lost.State.Id}: reason'.";
    }

    static List<IDeclaresState> DeclaredIn(RecordedStack stack) => [.. stack.Resources.Select(resource => resource.Resource).OfType<IDeclaresState>()];
}
