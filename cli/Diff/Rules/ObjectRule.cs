using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>A rule that looks at one object at a time.</summary>
abstract class ObjectRule : IChangeRule
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Why { get; }

    /// <inheritdoc/>
    public abstract string Remedy { get; }

    /// <inheritdoc/>
    public IEnumerable<ChangeFinding> Check(StackChange change) => change.Changes.SelectMany(each => Check(each, change));

    /// <summary>What is to be said about one object.</summary>
    private protected abstract IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack);

    private protected ChangeFinding Found(Severity severity, ObjectChange change, string message) => new(this, severity, change, change.App, message);
}
