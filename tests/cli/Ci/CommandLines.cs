using System.Text.RegularExpressions;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>Commands in the files of CI, held against what the commands really take.</summary>
static partial class CommandLines
{
    // What the shell entry itself does; the others are the program's.
    static readonly string[] Entry = ["test", "bench", "build", "triage"];

    /// <summary>What is wrong with the calls of ./basecamp in a text.</summary>
    public static IEnumerable<string> WrongCalls(string text)
    {
        var root = BasecampCli.Root(CliContext.OfProcess());
        foreach (var call in Basecamp().Matches(Joined(text)).Select(match => match.Groups["call"].Value))
        {
            var name = call.Split(' ')[0];
            if (Entry.Contains(name))
                continue;
            var known = root.Subcommands.FirstOrDefault(command => command.Name == name)?.Options.SelectMany(option => option.Aliases.Append(option.Name));
            if (known is null)
            {
                yield return $"there is no command {name}";
                continue;
            }
            foreach (var option in Options().Matches(call).Select(match => match.Value).Except(known))
                yield return $"{name} has no option {option}";
        }
    }

    /// <summary>What is wrong with the calls of ci/*.sh in a text: each is there, can be run, and knows the options that it is given.</summary>
    public static async Task<IReadOnlyList<string>> WrongScripts(string text)
    {
        var wrong = new List<string>();
        foreach (var match in Script().Matches(Joined(text)).Cast<Match>())
        {
            var file = Path.Combine(RealProcess.RepositoryRoot, match.Groups["file"].Value);
            if (!File.Exists(file))
            {
                wrong.Add($"there is no {match.Groups["file"].Value}");
                continue;
            }
            if (!File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute))
                wrong.Add($"{match.Groups["file"].Value} cannot be run");
            var (_, help, _) = await RealProcess.RunAsync(new(file, ["--help"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            wrong.AddRange(Options().Matches(match.Groups["call"].Value).Select(option => option.Value)
                .Where(option => !help.Contains(option, StringComparison.Ordinal))
                .Select(option => $"{match.Groups["file"].Value} has no option {option}"));
        }
        return wrong;
    }

    static string Joined(string text) => text.Replace("\\\n", " ", StringComparison.Ordinal);

    [GeneratedRegex(@"\./basecamp (?<call>[a-z]+[^\n|;&>'`]*)")]
    private static partial Regex Basecamp();

    [GeneratedRegex(@"(?<![\w/$}])(?<file>ci/[a-z-]+\.sh)(?<call>[^\n|;&>'`]*)")]
    private static partial Regex Script();

    [GeneratedRegex(@"(?<=\s)--?[a-z][a-z-]*")]
    private static partial Regex Options();
}
