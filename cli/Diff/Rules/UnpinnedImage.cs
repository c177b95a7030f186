using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Render;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG050: a new image is not pinned by digest.</summary>
sealed class UnpinnedImage : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG050";

    /// <inheritdoc/>
    public override string Title => "Image without digest";

    /// <inheritdoc/>
    public override string Why => "Its tag can be moved to other content, so what runs may not be what was reviewed.";

    /// <inheritdoc/>
    public override string Remedy => "Write `name:tag@sha256:digest`; in a chart, its value for the digest, where it has one.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var before = ImageReferences.In(change.Before);
        foreach (var (where, image) in ImageReferences.In(change.After).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(where);
            if (image.IsPinned || image == old)
                continue;
            var shown = old is null ? RuleText.Code(image.ToShortString()) : RuleText.Change(old.ToShortString(), image.ToShortString());
            // The authors of a chart decide, and the guardrail for charts asks for no more than a tag: only what is new is worth a look.
            var isKnown = RenderedPath.IsOfChart(change.Object.Place) && old is { IsPinned: false } && old.Repository == image.Repository;
            if (image.IsLatest)
                yield return Found(Severity.Danger, change, $"{where}: {shown} is not a fixed version: its content can change at any time.");
            else
                yield return Found(isKnown || Exempt(change) ? Severity.Notice : Severity.Caution, change, $"{where}: {shown} has no digest.");
        }
    }

    // The object states why it has none; see the guardrail of that name.
    static bool Exempt(ObjectChange change) => change.Object.Annotations.Text("basecamp.io/allow-bc006") is { Length: > 0 };
}
