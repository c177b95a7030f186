namespace Basecamp.Cli.Diff.Rules;

/// <summary>Recognizes one kind of change that a reviewer must not miss.</summary>
interface IChangeRule
{
    /// <summary>Id, e.g. <c>DG001</c>; never reused.</summary>
    string Id { get; }

    /// <summary>What happens, in a few words.</summary>
    string Title { get; }

    /// <summary>Why that matters.</summary>
    string Why { get; }

    /// <summary>What to do about it.</summary>
    string Remedy { get; }

    /// <summary>Every such change.</summary>
    IEnumerable<ChangeFinding> Check(StackChange change);
}
