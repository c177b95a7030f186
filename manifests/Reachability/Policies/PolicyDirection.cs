namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>What a policy says about one direction.</summary>
/// <param name="Isolates">Whether what nothing allows is denied from then on.</param>
/// <param name="Allow">Rules that allow.</param>
/// <param name="Deny">Rules that forbid, whatever allows.</param>
sealed record PolicyDirection(bool Isolates, IReadOnlyList<PolicyRule> Allow, IReadOnlyList<PolicyRule> Deny)
{
    public static PolicyDirection Nothing { get; } = new(false, [], []);
}
