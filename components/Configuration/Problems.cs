namespace Basecamp.Components.Configuration;

/// <summary>Collects findings, so that all of them are reported at once. <see cref="At"/> gives a view of one section.</summary>
public sealed class Problems
{
    readonly string root;
    readonly Findings found;

    /// <summary>Starts an empty collection.</summary>
    /// <param name="root">Path that every finding's path starts with, e.g. <c>basecamp:homelab</c>.</param>
    public Problems(string root) : this(root, new())
    {
    }

    Problems(string root, Findings found)
    {
        this.root = root;
        this.found = found;
    }

    /// <summary>Everything found so far, in the order it was found, sections included.</summary>
    public IReadOnlyList<Problem> All => found.Problems;

    /// <summary>
    /// Whether every value could be read, be it as the finding about it suggests. Rules about values as a whole can be asked then, without
    /// misleading findings.
    /// </summary>
    internal bool IsReadable => !found.Unreadable;

    /// <summary>Adds a finding about <paramref name="path"/>, which is relative to this section; empty means the section itself.</summary>
    public void Add(string path, string message) => found.Problems.Add(new(Join(root, path), message));

    /// <summary>Like <see cref="Add"/>, about a value for which nothing else can be taken.</summary>
    internal void AddUnreadable(string path, string message)
    {
        Add(path, message);
        found.Unreadable = true;
    }

    /// <summary>The section <paramref name="path"/>: findings added there land in this collection.</summary>
    public Problems At(string path) => new(Join(root, path), found);

    static string Join(string root, string path) => (root, path) switch
    {
        ("", _) => path,
        (_, "") => root,
        (_, ['[', ..]) => root + path,
        _ => $"{root}.{path}",
    };

    /// <summary>True the first time that it is asked about a section: its settings are listed once.</summary>
    internal bool IsFirstOf(Type section) => found.Listed.Add(section);

    // Shared by the views of all sections.
    sealed class Findings
    {
        public List<Problem> Problems { get; } = [];

        public HashSet<Type> Listed { get; } = [];

        public bool Unreadable { get; set; }
    }
}
