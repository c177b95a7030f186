namespace Basecamp.Manifests.Reachability;

/// <summary>Policies that cannot be evaluated: malformed, or of a kind or with a field that is not understood.</summary>
public sealed class InvalidPolicyException : Exception
{
    /// <param name="problems">All problems, each <c>kind namespace/name path: what is wrong</c>.</param>
    public InvalidPolicyException(IReadOnlyList<string> problems)
        : base($"The network policies cannot be evaluated:\n{string.Join('\n', problems.Select(problem => $"  {problem}"))}") =>
        Problems = problems;

    /// <summary>All problems, each <c>kind namespace/name path: what is wrong</c>.</summary>
    public IReadOnlyList<string> Problems { get; }
}
