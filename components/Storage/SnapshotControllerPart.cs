using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Storage;

/// <summary>The controller of volume snapshots, where Longhorn takes them.</summary>
public sealed class SnapshotControllerPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "snapshot-controller";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.IsOn("longhorn");

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => SnapshotController.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [SnapshotController.NamespaceName];

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new SnapshotController(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
}
