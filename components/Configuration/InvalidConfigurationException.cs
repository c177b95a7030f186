namespace Basecamp.Components.Configuration;

/// <summary>The stack's configuration cannot be deployed. Thrown before any resource is registered, with every finding at once.</summary>
public sealed class InvalidConfigurationException : Exception
{
    /// <summary>Carries <paramref name="problems"/>; at least one.</summary>
    public InvalidConfigurationException(IReadOnlyList<Problem> problems) : base(Describe(problems)) => Problems = [.. problems];

    /// <summary>What is wrong, in the order of the configuration's sections.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    static string Describe(IReadOnlyList<Problem> problems)
    {
        var count = problems.Count == 1 ? "1 problem" : $"{problems.Count} problems";
        return $"The stack's configuration has {count}:\n{string.Join("\n", problems.Select(problem => $"  {problem}"))}";
    }
}
