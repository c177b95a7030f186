using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Network;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Two states and everything that differs, for rules to look at.</summary>
sealed class StackChange
{
    readonly HashSet<string?> namespacesAfter;
    readonly HashSet<string?> namespacesBefore;
    readonly HashSet<ObjectId> idsBefore;
    readonly Lazy<ReachChange> reach;
    readonly Lazy<IReadOnlyDictionary<ObjectChange, ObjectChange>> renames;

    public StackChange(DiffSide before, DiffSide after, IReadOnlyList<ObjectChange> changes)
    {
        (Before, After, Changes) = (before, after, changes);
        namespacesAfter = [.. after.Objects.Select(NamespaceOf)];
        namespacesBefore = [.. before.Objects.Select(NamespaceOf)];
        idsBefore = [.. before.Objects.Select(each => each.Id)];
        reach = new(() => ReachChange.Of(before, after));
        renames = new(() => Rules.Renames.Find(changes));
    }

    /// <summary>The old state.</summary>
    public DiffSide Before { get; }

    /// <summary>The new state.</summary>
    public DiffSide After { get; }

    /// <summary>Every object that differs.</summary>
    public IReadOnlyList<ObjectChange> Changes { get; }

    /// <summary>Who can reach whom now, and could not before; and the reverse.</summary>
    public ReachChange Reach => reach.Value;

    /// <summary>Removed objects that are added under another name or namespace, by the removal.</summary>
    public IReadOnlyDictionary<ObjectChange, ObjectChange> Renames => renames.Value;

    /// <summary>Whether nothing of a namespace is left, so that what protected it need not be missed.</summary>
    public bool IsGone(string? ns) => !namespacesAfter.Contains(ns);

    /// <summary>Whether a namespace has objects only in the new state.</summary>
    public bool IsNew(string? ns) => !namespacesBefore.Contains(ns);

    /// <summary>Whether an object was there before.</summary>
    public bool WasThere(ObjectId id) => idsBefore.Contains(id);

    static string? NamespaceOf(DiffObject each) => each.Id is { Group: "", Kind: "Namespace" } ? each.Id.Name : each.Id.Namespace;
}
