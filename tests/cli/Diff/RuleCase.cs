using Basecamp.Cli.Diff.Rules;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>A change that a rule must see, and a similar one that it must not.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Before">The old state.</param>
/// <param name="After">The new state.</param>
/// <param name="Twin">Another new state, about which the rule says nothing.</param>
/// <param name="Says">The message.</param>
sealed record RuleCase(string Id, Severity Severity, string Before, string After, string Twin, string Says)
{
    /// <summary>The old state of the twin. Default: the same.</summary>
    public string? TwinBefore { get; init; }

    public override string ToString() => $"{Id}: {Says}";
}
