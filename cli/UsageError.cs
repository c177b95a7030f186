using System.CommandLine;
using System.CommandLine.Parsing;
using Basecamp.Manifests.Text;

namespace Basecamp.Cli;

/// <summary>Explains a wrong command line.</summary>
static class UsageError
{
    /// <summary>Prints what is wrong, the nearest right spelling and where to read on; returns <see cref="ExitCode.Usage"/>.</summary>
    public static int Report(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens;
        for (var i = 0; i < unknown.Count; i++)
        {
            // What follows an unknown option is most likely its value.
            if (i == 0 || unknown[i].StartsWith('-') || !unknown[i - 1].StartsWith('-'))
                error.WriteLine(Unknown(unknown[i], command));
        }
        // An unknown command or option makes the parser complain a second time, e.g. about a missing command.
        if (unknown.Count == 0)
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine(problem.Message);
        }
        var what = command.Subcommands.Count > 0 ? "commands and options" : "options";
        error.WriteLine($"Run '{FullName(parsed.CommandResult)} --help' for the {what}.");
        return ExitCode.Usage;
    }

    // Commands of ./basecamp that never reach this program: who misspells one should be told all the same.
    internal static readonly IReadOnlyList<string> OfTheWrapper = ["triage", "test", "bench", "build", "help"];

    static string Unknown(string token, Command command)
    {
        // A stack is what most commands are about, so a bare word is one.
        if (!token.StartsWith('-') && command.Subcommands.Count == 0 && command.Options.Any(option => option.Name == "--stack"))
            return $"Unknown argument '{token}'. Did you mean '--stack {token}'?";
        var isOption = token.StartsWith('-');
        var known = isOption
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(subcommand => subcommand.Name).Concat(command is RootCommand ? OfTheWrapper : []);
        var what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var name = token.Split('=', 2)[0];
        var guess = NearestName.Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"Unknown {what} '{name}'.{guess}";
    }

    static string FullName(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{FullName(parent)} {command.Command.Name}" : "basecamp";
}
