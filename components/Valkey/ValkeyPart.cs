using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Valkey;

/// <summary>Valkey, where the stack file has <c>valkey</c>.</summary>
public sealed class ValkeyPart : PlatformPart<ValkeySpec>
{
    /// <inheritdoc/>
    public override string Name => "valkey";

    /// <inheritdoc/>
    public override string Section => "valkey";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Valkey];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Valkey.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is { } valkey)
            ValkeyRules.Check(valkey, problems.At(Section));
    }

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, ValkeySpec settings) => facts with { Valkey = true };

    /// <inheritdoc/>
    protected override void Install(ValkeySpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Valkey(
            Name, new() { Platform = build.Context, Spec = settings, StorageClass = build.Classes.Replicated, After = build.Before(this) }, build.Child));
}
