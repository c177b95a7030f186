using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Network;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG022: a policy allows more as it is written, and no path that opens tells what.</summary>
sealed class PolicyWidened : ObjectRule
{
    static readonly string[] Directions = ["spec.ingress", "spec.egress", "spec.specs"];

    /// <inheritdoc/>
    public override string Id => "DG022";

    /// <inheritdoc/>
    public override string Title => "Policy to read";

    /// <inheritdoc/>
    public override string Why => "Which paths it opens could not be computed: it speaks of pods that no state describes, or in a way that is not evaluated.";

    /// <inheritdoc/>
    public override string Remedy => "Read the change itself.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (!PolicyObjects.IsPolicy(change.Id) || change.After is null || stack.IsNew(change.Id.Namespace))
            yield break;
        if (stack.Reach.Unread.TryGetValue(change.Id, out var problem))
            yield return Found(Severity.Caution, change, $"is not evaluated: {problem}");
        else if (Grows(change) && !stack.Reach.Gained.Any(path => path.Rule.StartsWith($"{change.Id} ", StringComparison.Ordinal)))
            yield return Found(Severity.Notice, change, "has more rules, peers or ports, and opens no path between pods that are known.");
    }

    // More peers, more ports, or none named where some were, which means all.
    static bool Grows(ObjectChange change) =>
        change.Kind == ChangeKind.Added
            ? Directions.Any(direction => change.Object.At(direction.Split('.')) is not null)
            : change.Fields.Any(field => Directions.Any(field.Path.IsIn)
                && (field.Kind == ChangeKind.Added
                    || (field.Kind == ChangeKind.Removed && (field.Path.Last is "ports" or "toPorts" or "from" or "to" || field.Path.Parent?.Last == "except"))
                    || field.Kind == ChangeKind.Changed));
}
