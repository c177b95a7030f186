using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Parts;

/// <summary>
/// A product of the platform, as the platform knows it: when it is there, what it brings, claims and needs, what is wrong with its settings, and how
/// it is installed. Everything else about it stays in its folder.
/// </summary>
public abstract class PlatformPart
{
    /// <summary>Name of its component, and of the unit that it is delivered as.</summary>
    public abstract string Name { get; }

    /// <summary>Its section of the stack file, below <c>basecamp:platform</c>; null when it has none of its own. Default null.</summary>
    public virtual string? Section => null;

    /// <summary>Whether a platform has it.</summary>
    public abstract bool IsIn(PlatformPlan plan);

    /// <summary>Charts that it installs. Default none.</summary>
    public virtual ImmutableArray<ChartPin> Charts => [];

    /// <summary>Definitions that have to be there before it. Default none.</summary>
    public virtual ImmutableArray<ManifestPin> Definitions => [];

    /// <summary>
    /// Names that its units, releases and roots have whoever delivers: an app of the same name would take their place. Default its own.
    /// </summary>
    public virtual ImmutableArray<string> Names => [Name];

    /// <summary>Namespaces that it brings. Default none.</summary>
    public virtual IEnumerable<string> NamespacesIn(PlatformPlan plan) => [];

    /// <summary>Hosts below the domain that it publishes its pages at. Default none.</summary>
    public virtual IEnumerable<string> HostsIn(PlatformPlan plan) => [];

    /// <summary>Whether it writes metrics to Prometheus, instead of being read by it. Default false.</summary>
    public virtual bool WritesMetrics => false;

    /// <summary>Whether it writes backups to the object store that must outlive the cluster. Default false.</summary>
    public virtual bool WritesBackups(PlatformPlan plan) => false;

    /// <summary>Those of its namespaces whose content is backed up by other means than Velero, or is no more than copies. Default none.</summary>
    public virtual IEnumerable<string> BackedUpElsewhere(PlatformPlan plan) => [];

    /// <summary>What it cannot do without, given these settings. Default nothing.</summary>
    public virtual IEnumerable<Need> NeedsIn(PlatformPlan plan) => [];

    /// <summary>Finds what is wrong with its settings, besides unmet needs; also when the platform does not have it.</summary>
    /// <param name="plan">The platform.</param>
    /// <param name="problems">Where findings go, at <c>basecamp:platform</c>.</param>
    public virtual void Check(PlatformPlan plan, Problems problems)
    {
    }

    /// <summary>What apps have to know of it. Called when the platform has it. Default nothing.</summary>
    public virtual PlatformFacts Describe(PlatformFacts facts, PlatformPlan plan) => facts;

    /// <summary>What it waits for. Default the basis.</summary>
    public virtual ImmutableArray<Stage> After => [Parts.Stage.Basis];

    /// <summary>The stage that it belongs to, for others to wait for. Default none.</summary>
    public virtual Stage? Stage => null;

    /// <summary>Registers it. Called when the platform has it, after the parts before it in the list.</summary>
    public abstract void Install(PlatformPlan plan, PlatformBuild build);
}

/// <summary>A product that a section of the stack file switches on.</summary>
/// <typeparam name="TSection">Settings of the section.</typeparam>
public abstract class PlatformPart<TSection> : PlatformPart
    where TSection : class
{
    /// <inheritdoc/>
    public abstract override string Section { get; }

    /// <inheritdoc/>
    public sealed override bool IsIn(PlatformPlan plan) => SettingsIn(plan) is not null;

    /// <summary>Its settings; null when the platform does not have it. Default: the section of that type.</summary>
    protected virtual TSection? SettingsIn(PlatformPlan plan) => plan.Section<TSection>();

    /// <inheritdoc/>
    public sealed override PlatformFacts Describe(PlatformFacts facts, PlatformPlan plan) => Describe(facts, SettingsIn(plan)!);

    /// <inheritdoc cref="PlatformPart.Describe"/>
    protected virtual PlatformFacts Describe(PlatformFacts facts, TSection settings) => facts;

    /// <inheritdoc/>
    public sealed override void Install(PlatformPlan plan, PlatformBuild build) => Install(SettingsIn(plan)!, plan, build);

    /// <inheritdoc cref="PlatformPart.Install"/>
    protected abstract void Install(TSection settings, PlatformPlan plan, PlatformBuild build);
}
