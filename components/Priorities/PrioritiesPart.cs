using System.Collections.Immutable;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Priorities;

/// <summary>The priority classes, which every platform has.</summary>
public sealed class PrioritiesPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "priorities";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => true;

    // Pulumi's own, whoever delivers.
    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Basis;

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new PriorityClasses(Name, new() { Platform = build.Context }, build.Child));
}
