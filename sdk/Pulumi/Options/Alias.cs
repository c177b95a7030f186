namespace Pulumi;

/// <summary>
/// An earlier identity of a resource, so that renaming or moving it does not replace it. Either the whole
/// <see cref="Urn"/>, or the parts that were different; parts left null are as they are now.
/// </summary>
public sealed class Alias
{
    /// <summary>The earlier URN. Excludes all other properties.</summary>
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    /// <summary>The earlier parent. At most one of this, <see cref="ParentUrn"/> and <see cref="NoParent"/>.</summary>
    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    /// <summary>The resource had no parent of its own before.</summary>
    public bool NoParent { get; set; }

    /// <exception cref="ArgumentException">Properties are set that exclude each other.</exception>
    internal Alias Checked()
    {
        (string Property, bool IsSet)[] parents =
            [(nameof(Parent), Parent is not null), (nameof(ParentUrn), ParentUrn is not null), (nameof(NoParent), NoParent)];
        (string Property, bool IsSet)[] others =
        [
            (nameof(Name), Name is not null),
            (nameof(Type), Type is not null),
            (nameof(Project), Project is not null),
            (nameof(Stack), Stack is not null),
            .. parents,
        ];

        if (Urn is not null && Array.Find(others, other => other.IsSet).Property is { } conflict)
            throw new ArgumentException($"{nameof(Alias)} should not specify both {nameof(Urn)} and {conflict}");
        if (parents.Count(parent => parent.IsSet) > 1)
        {
            throw new ArgumentException(
                $"Only specify one of '{nameof(Parent)}', '{nameof(ParentUrn)}' or '{nameof(NoParent)}' in an {nameof(Alias)}");
        }

        return this;
    }
}
