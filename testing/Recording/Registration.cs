using Pulumi;

namespace Basecamp.Testing;

/// <summary>A resource between its construction and its registration.</summary>
/// <param name="Recorded">What is known so far.</param>
/// <param name="Args">Its typed arguments after transformations.</param>
/// <param name="DependsOn">Its explicit dependencies, not yet resolved.</param>
/// <param name="Aliases">Its aliases, not yet resolved.</param>
/// <param name="OwnProvider">
/// The provider that a remote component names for its own package, which is the only one it gets; null for every other resource, whose provider the
/// mocks are told.
/// </param>
sealed record Registration(
    RecordedResource Recorded, ResourceArgs Args, InputList<Resource> DependsOn, IReadOnlyList<Input<Alias>> Aliases, RecordedResource? OwnProvider);
