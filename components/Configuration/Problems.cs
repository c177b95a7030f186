namespace Basecamp.Components.Configuration;

/// <summary>Collects findings, so that all of them are reported at once. <see cref="At"/> gives a view of one section.</summary>
public sealed class Problems
{
    readonly string root;
    readonly List<Problem> found;

    /// <summary>Starts an empty collection.</summary>
    /// <param name="root">Path that every finding's path starts with, e.g. <c>basecamp:homelab</c>.</param>
    public Problems(string root) : this(root, [])
    {
    }

    Problems(string root, List<Problem> found)
    {
        this.root = root;
        this.found = found;
    }

    /// <summary>Everything found so far, in the order it was found, sections included.</summary>
    public IReadOnlyList<Problem> All => found;

    /// <summary>Adds a finding about <paramref name="path"/>, which is relative to this section; empty means the section itself.</summary>
    public void Add(string path, string message) => found.Add(new(Join(root, path), message));

    /// <summary>The section <paramref name="path"/>: findings added there land in this collection.</summary>
    public Problems At(string path) => new(Join(root, path), found);

    static string Join(string root, string path) => (root, path) switch
    {
        ("", _) => path,
        (_, "") => root,
        (_, ['[', ..]) => root + path,
        _ => $"{root}.{path}",
    };
}
