using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Basecamp.Tests;

namespace Basecamp.Architecture.Tests;

/// <summary>
/// Which folders of a project use which: by the types in the compiled assembly, and by the usings of the sources. The compiler leaves no trace of a
/// constant that came from elsewhere, and unneeded usings are errors, so that together they see everything.
/// </summary>
sealed partial class FolderGraph
{
    /// <summary>Name of the project's own folder.</summary>
    public const string Top = "(top)";

    readonly SortedDictionary<string, SortedDictionary<string, string>> uses = new(StringComparer.Ordinal);

    /// <summary>Folders, dots between their names.</summary>
    public IEnumerable<string> Folders => uses.Keys;

    /// <summary>Every use, with an example.</summary>
    public IEnumerable<(string From, string To, string Example)> Uses => uses.SelectMany(from => from.Value.Select(to => (from.Key, to.Key, to.Value)));

    /// <summary>Of a project of this repository.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="root">Its root namespace.</param>
    /// <param name="assembly">Name of its assembly. Default the root namespace.</param>
    public static FolderGraph Of(string folder, string root, string? assembly = null)
    {
        var graph = new FolderGraph();
        foreach (var type in new ArchLoader().LoadAssembly(System.Reflection.Assembly.Load(assembly ?? root)).Build().Types)
        {
            if (FolderOf(type, root) is not { } from)
                continue;
            graph.Add(from);
            foreach (var target in type.Dependencies.Select(dependency => dependency.Target))
                if (FolderOf(target, root) is { } to)
                    graph.Add(from, to, $"{type.Name} uses {target.Name}");
        }
        foreach (var source in SourcesOf(folder))
            graph.AddUsings(source, root);
        return graph;
    }

    /// <summary>The same with one more use.</summary>
    public FolderGraph With(string from, string to)
    {
        var graph = new FolderGraph();
        foreach (var folder in Folders)
            graph.Add(folder);
        foreach (var use in Uses)
            graph.Add(use.From, use.To, use.Example);
        graph.Add(from, to, "planted");
        return graph;
    }

    /// <summary>Circles: the folders of each, sorted.</summary>
    public IEnumerable<string[]> Circles()
    {
        // Two folders are in one circle when each reaches the other.
        var reached = Folders.ToDictionary(folder => folder, ReachedFrom);
        var seen = new HashSet<string>();
        foreach (var folder in Folders)
        {
            string[] circle = [.. reached[folder].Where(other => reached[other].Contains(folder)).Order(StringComparer.Ordinal)];
            if (circle.Length > 1 && seen.Add(string.Join(' ', circle)))
                yield return circle;
        }
    }

    HashSet<string> ReachedFrom(string folder)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>([folder]);
        while (next.TryPop(out var here))
            foreach (var to in uses[here].Keys)
                if (reached.Add(to))
                    next.Push(to);
        return reached;
    }

    void AddUsings(string source, string root)
    {
        var text = File.ReadAllText(source);
        if (Namespace().Match(text) is not { Success: true, Groups: [_, var name] } || FolderOf(name.Value, root) is not { } from)
            return;
        foreach (Match used in Using().Matches(text))
            if (FolderOf(used.Groups[1].Value, root) is { } to)
                Add(from, to, $"using in {Path.GetFileName(source)}");
    }

    void Add(string folder) => uses.TryAdd(folder, new(StringComparer.Ordinal));

    void Add(string from, string to, string example)
    {
        Add(from);
        Add(to);
        if (from != to)
            uses[from].TryAdd(to, example);
    }

    // What the compiler makes for itself has no namespace.
    static string? FolderOf(IType type, string root) => type.Namespace is { FullName: { } ns } ? FolderOf(ns, root) : null;

    static string? FolderOf(string ns, string root) =>
        ns == root ? Top : ns.StartsWith($"{root}.", StringComparison.Ordinal) ? ns[(root.Length + 1)..] : null;

    static IEnumerable<string> SourcesOf(string folder) => Directory.EnumerateFiles(RepositoryFiles.PathOf(folder), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:\w+ = |static )?(Basecamp[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
