using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Comparing;

/// <summary>A place inside an object: <c>spec.template.spec.containers[web].image</c>. List items are named by what identifies them.</summary>
sealed class FieldPath
{
    readonly FieldPath? parent;
    readonly string segment;
    readonly bool isItem;

    FieldPath(FieldPath? parent, string segment, bool isItem) => (this.parent, this.segment, this.isItem) = (parent, segment, isItem);

    /// <summary>The object itself.</summary>
    public static FieldPath Root { get; } = new(null, "", false);

    /// <summary>The last key or item.</summary>
    public string Last => segment;

    /// <summary>The place around it; null for the object itself.</summary>
    public FieldPath? Parent => parent;

    /// <summary>A member of the map here.</summary>
    public FieldPath Key(string key) => new(this, key, false);

    /// <summary>An item of the list here.</summary>
    public FieldPath Item(string name) => new(this, name, true);

    /// <summary>Whether this place is the one that <paramref name="pattern"/> describes, or lies in it. <c>*</c> stands for any one key or item, and
    /// items need no brackets: <c>spec.containers.*.image</c>.</summary>
    public bool IsIn(string pattern)
    {
        var wanted = pattern.Split('.');
        var segments = Segments();
        if (segments.Count < wanted.Length)
            return false;
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] != "*" && wanted[i] != segments[i])
                return false;
        }
        return true;
    }

    /// <summary>Whether <paramref name="pattern"/> describes exactly this place.</summary>
    public bool Is(string pattern) => Segments().Count == pattern.Split('.').Length && IsIn(pattern);

    /// <summary>The path as it is written.</summary>
    public override string ToString()
    {
        if (parent is null)
            return "";
        return isItem ? $"{parent}[{segment}]" : PropertyPath.Join(parent.ToString(), segment);
    }

    /// <summary>Keys and items from the outside in.</summary>
    public IReadOnlyList<string> Segments()
    {
        var segments = new List<string>();
        for (var current = this; current.parent is not null; current = current.parent)
            segments.Add(current.segment);
        segments.Reverse();
        return segments;
    }
}
