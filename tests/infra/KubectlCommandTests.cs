using System.Text.RegularExpressions;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests;

/// <summary>kubectl commands in the documentation that kubectl itself refuses, whatever runs in the cluster.</summary>
public sealed partial class KubectlCommandTests
{
    public static TheoryData<string> Runbooks =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(page => Path.GetRelativePath(RepositoryFiles.Root, page)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void No_object_is_asked_for_by_name_in_all_namespaces(string page) =>
        Assert.Empty(NamedInAllNamespaces(File.ReadAllText(RepositoryFiles.PathOf(page))));

    [Theory]
    [InlineData("kubectl get secret wildcard-tls -A", true)]
    [InlineData("kubectl get pod web --all-namespaces -o yaml", true)]
    [InlineData("kubectl get pods -A", false)]
    [InlineData("kubectl get pods -A -l app=web", false)]
    [InlineData("kubectl get secrets -A --field-selector metadata.name=wildcard-tls", false)]
    [InlineData("kubectl get pods,jobs -A | grep web", false)]
    [InlineData("kubectl get nodes cp1", false)]
    public void Such_a_command_would_be_found(string command, bool found) => Assert.Equal(found, NamedInAllNamespaces(command).Any());

    static IEnumerable<string> NamedInAllNamespaces(string text) =>
        from Match match in Get().Matches(text)
        let words = match.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let positional = words.TakeWhile(word => !word.StartsWith('-')).Count()
        where positional > 1 && words.Any(word => word is "-A" or "--all-namespaces")
        select match.Value;

    // Up to the end of the line, a pipe, a comment or the end of the code.
    [GeneratedRegex(@"kubectl get (?<words>[^|#`\n]+)")]
    private static partial Regex Get();
}
