using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>A change that a rule recognized.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">How much attention it needs.</param>
/// <param name="Object">The object that changed; null when it is about several.</param>
/// <param name="App">The group that a reviewer looks for it in.</param>
/// <param name="Message">What happens to it, as a sentence. Values stand between backticks.</param>
sealed record ChangeFinding(IChangeRule Rule, Severity Severity, ObjectChange? Object, string App, string Message)
{
    /// <summary>Single facts, one a line; default none.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
