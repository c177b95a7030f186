using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.UserNamespaces;

/// <summary>The namespaces that the stack file lists in <c>namespaces</c>.</summary>
public sealed class UserNamespacesPart : PlatformPart<IReadOnlyList<NamespaceSpec>>
{
    /// <inheritdoc/>
    public override string Name => "namespaces";

    /// <inheritdoc/>
    public override string Section => "namespaces";

    /// <inheritdoc/>
    protected override IReadOnlyList<NamespaceSpec>? SettingsIn(PlatformPlan plan) => base.SettingsIn(plan) is { Count: > 0 } namespaces ? namespaces : null;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => SettingsIn(plan)!.Select(NameOf);

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => NamespaceRules.Check(SettingsIn(plan) ?? [], problems);

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, IReadOnlyList<NamespaceSpec> settings) => facts with
    {
        Namespaces = [.. settings.Select(NameOf)],
        PodLimits = settings.Where(ns => ns.MaxPods is not null).DistinctBy(NameOf)
            .ToImmutableSortedDictionary(NameOf, ns => ns.MaxPods!.Value, StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    protected override void Install(IReadOnlyList<NamespaceSpec> settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new UserNamespaces(Name, new() { Platform = build.Context, Namespaces = [.. settings], After = build.Before(this) }, build.Child));

    static string NameOf(NamespaceSpec ns) => ManagedNamespace.NameOf(ns.Name, ns.Tier);
}
