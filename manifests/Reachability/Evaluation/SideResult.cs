namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>What the policies of one side say.</summary>
/// <param name="Verdict">Whether that side lets traffic through.</param>
/// <param name="Notes">Limits and unknowns.</param>
readonly record struct SideResult(Verdict Verdict, IReadOnlyList<string> Notes)
{
    public static SideResult Allowed { get; } = new(Verdict.Allowed, []);

    public static SideResult Denied { get; } = new(Verdict.Denied, []);
}
