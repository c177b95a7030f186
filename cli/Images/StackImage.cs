using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Images;

/// <summary>An image that a stack runs.</summary>
/// <param name="Image">The image, with its registry.</param>
/// <param name="BroughtBy">Who brings it: a chart as <c>name version as namespace/release</c>, or an object as <c>Kind namespace/name</c>; sorted.</param>
sealed record StackImage(ImageReference Image, IReadOnlyList<string> BroughtBy);
