using System.Collections.Immutable;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>One step of a recovery, which somebody carries out.</summary>
/// <param name="Title">What is done.</param>
/// <param name="Why">What to know before doing it, and what goes wrong otherwise.</param>
/// <param name="Commands">The commands, in this order; words in capitals stand for what only the reader knows.</param>
sealed record PlanStep(string Title, string Why, params ImmutableArray<string> Commands)
{
    /// <summary>What has to be true before the next step. Default null: that the commands succeeded.</summary>
    public string? DoneWhen { get; init; }
}
