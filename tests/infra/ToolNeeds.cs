using System.Text.RegularExpressions;

namespace Basecamp.Infra.Tests;

/// <summary>
/// Which tools the tests of one project start, read from its sources: a file needs what it starts itself, what a script of ci/ starts that it
/// names, and what the files need whose types it uses.
/// </summary>
sealed partial class ToolNeeds
{
    /// <summary>Programs that tests start, and what <c>ci/test-tools.sh</c> calls that.</summary>
    public static readonly Dictionary<string, string> Programs = new()
    {
        ["git"] = "git",
        ["jq"] = "jq",
        ["unzip"] = "unzip",
        ["script"] = "script",
        ["shellcheck"] = "shellcheck",
        ["unshare"] = "namespaces",
        ["promtool"] = "promtool",
    };

    // Every machine that gets as far as running a test has these.
    static readonly string[] Everywhere = ["dotnet", "sh"];

    // Other ways to start something than by its name.
    static readonly (string Need, Regex Pattern)[] Ways =
    [
        ("chromium", Playwright()),
        ("postgresql", PrivatePostgres()),
        ("helm", Helm()),
    ];

    readonly Dictionary<string, Source> sources;

    /// <param name="sources">Text by path; a path with the folder "shared" is used by several projects.</param>
    /// <param name="scripts">Text of the scripts of ci/ by file name.</param>
    public ToolNeeds(IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, string> scripts)
    {
        this.sources = sources.ToDictionary(pair => pair.Key, pair => new Source(pair.Value));
        var unlisted = new List<string>();
        foreach (var (path, source) in this.sources)
        {
            foreach (var program in Started().Matches(source.Text).Select(match => match.Groups["program"].Value))
            {
                if (Programs.TryGetValue(program, out var need))
                    source.Needs.Add(need);
                else if (!Everywhere.Contains(program))
                    unlisted.Add($"{path} starts {program}");
            }
            source.Needs.UnionWith(New().Matches(source.Text).Select(match => Programs.GetValueOrDefault(match.Groups["program"].Value)).OfType<string>());
            source.Needs.UnionWith(Ways.Where(way => way.Pattern.IsMatch(source.Text)).Select(way => way.Need));
            source.Needs.UnionWith(ScriptName().Matches(source.Text).SelectMany(match => InScript(scripts.GetValueOrDefault(match.Groups["name"].Value, ""))));
            // What it starts only where it can, and goes without elsewhere.
            source.Needs.ExceptWith(Optional().Matches(source.WithComments).Select(match => match.Groups["need"].Value));
        }
        Unlisted = unlisted;
        while (Spread())
        {
        }
    }

    /// <summary>Programs that are started and that nobody lists.</summary>
    public IReadOnlyList<string> Unlisted { get; }

    /// <summary>What is wrong with the traits of test classes: one that is missing, or one that is not needed.</summary>
    public IEnumerable<string> Complaints() =>
        from pair in sources
        from type in pair.Value.TestClasses
        from complaint in pair.Value.Needs.Except(type.Traits).Select(need => $"{pair.Key}: {type.Name} starts {need} and needs [Trait(\"Needs\", \"{need}\")]")
            .Concat(type.Traits.Except(pair.Value.Needs).Select(need => $"{pair.Key}: {type.Name} says that it needs {need}, and does not start it"))
        select complaint;

    // From the files whose types are used to those that use them.
    bool Spread()
    {
        var changed = false;
        foreach (var (path, user) in sources)
            foreach (var (other, used) in sources)
                if (path != other && !used.Needs.IsSubsetOf(user.Needs) && (IsShared(other) || !IsShared(path)) && user.Uses(used))
                {
                    user.Needs.UnionWith(used.Needs);
                    changed = true;
                }
        return changed;
    }

    static bool IsShared(string path) => path.Contains("/shared/", StringComparison.Ordinal);

    static IEnumerable<string> InScript(string script)
    {
        var commands = Heredoc().Replace(ShellComment().Replace(script, ""), "");
        return Programs.Where(program => Regex.IsMatch(commands, $@"\b{program.Key} ")).Select(program => program.Value);
    }

    sealed class Source
    {
        readonly HashSet<string> declares;
        readonly HashSet<string> mentions;

        public Source(string text)
        {
            WithComments = text;
            // Sources and scripts that a test carries along are not the test.
            Text = RawLiteral().Replace(Comment().Replace(text, ""), "\"\"");
            var code = Literal().Replace(Text, "\"\"");
            declares = [.. Declaration().Matches(code).Select(match => match.Groups["name"].Value)];
            mentions = [.. Identifier().Matches(code).Select(match => match.Value)];
            mentions.ExceptWith(declares);
            TestClasses = TestMethod().IsMatch(code)
                ? [.. PublicClass().Matches(Text).Select(match => (match.Groups["name"].Value, Trait().Matches(match.Value).Select(trait => trait.Groups["need"].Value).ToHashSet()))]
                : [];
        }

        public string Text { get; }

        public string WithComments { get; }

        public HashSet<string> Needs { get; } = [];

        public IReadOnlyList<(string Name, HashSet<string> Traits)> TestClasses { get; }

        public bool Uses(Source other) => mentions.Overlaps(other.declares);
    }

    [GeneratedRegex("""(ProcessStartInfo|Process\.Start)\(\s*"(?<program>[^"]+)""")]
    private static partial Regex Started();

    // A start whose type is known from where it is: RunAsync(new("git", …)).
    [GeneratedRegex("""\bnew\(\s*"(?<program>[^"]+)""")]
    private static partial Regex New();

    [GeneratedRegex(@"\.LaunchAsync\(")]
    private static partial Regex Playwright();

    // triage dev starts a server of its own.
    [GeneratedRegex(@"\bPrivatePostgres\.Start\(|""dev"", ""--port""")]
    private static partial Regex PrivatePostgres();

    // It has no place on the PATH.
    [GeneratedRegex(@"\bclass InstalledHelm\b")]
    private static partial Regex Helm();

    [GeneratedRegex("""
        "(?<name>[\w-]+\.sh)"
        """)]
    private static partial Regex ScriptName();

    [GeneratedRegex(@"// Goes without (?<need>[a-z]+)")]
    private static partial Regex Optional();

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex ShellComment();

    [GeneratedRegex(@"<<'EOF'.*?^EOF$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Heredoc();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawLiteral();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\\n])*\"")]
    private static partial Regex Literal();

    // Types, and methods that are called without naming their type.
    [GeneratedRegex(@"\b(class|record|struct|interface)\s+(struct\s+|class\s+)?(?<name>\w+)|\b(?<name>\w+)(<[^<>()]*>)?\(this ")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\[(Fact|Theory)\b")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"^(\[.*\]\s*\n)*public (sealed |partial |abstract )*class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicClass();

    [GeneratedRegex("""\[Trait\("Needs", "(?<need>[a-z]+)"\)\]""")]
    private static partial Regex Trait();
}
