using System.CommandLine;
using System.CommandLine.Parsing;
using Basecamp.Cli.Diff;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Commands;

/// <summary>The options of <c>basecamp diff</c>.</summary>
sealed class DiffOptions
{
    // GitHub refuses comments of more than 65,536 characters.
    const int DefaultBytes = 60_000;
    const int MinimumBytes = 2_000;

    readonly Argument<string[]> states = new("states")
    {
        Description = "The old and the new state: each a directory that a render wrote, or any directory of YAML files, or a file that 'pulumi stack export' wrote.",
        HelpName = "OLD NEW",
        Arity = new ArgumentArity(0, 2),
    };

    readonly Option<string?> stack = StackNameOption.Create("The stack to compare with --base or --export.");

    readonly Option<string?> config = ConfigFileOption.Create();

    readonly Option<string?> export = new("--export") { Description = "Compare with what is deployed: a file from 'pulumi stack export'.", HelpName = "file" };

    readonly Option<string?> revision = new("--base", "-b")
    {
        Description = "Compare with this git revision: it is built and rendered with its own code, in a temporary checkout.",
        HelpName = "revision",
    };

    readonly Option<string?> head = new("--head") { Description = "With --base: compare this revision instead of the files as they are.", HelpName = "revision" };

    readonly Option<bool> charts = new("--charts")
    {
        Description = "Compare what charts render to, too: two renders that hold it, or a stack with --base, with Helm and the charts at hand in both.",
    };

    readonly Option<string> format = new("--format", "-f")
    {
        Description = "text for people, markdown for a comment, json for machines.",
        DefaultValueFactory = _ => "text",
    };

    readonly Option<int> maximumBytes = new("--max-bytes")
    {
        Description = "Size that Markdown may have; what is harmless is left out first.",
        DefaultValueFactory = _ => DefaultBytes,
        HelpName = "number",
    };

    readonly Option<string> failOn = new("--fail-on")
    {
        Description = "What makes the exit code 1: danger, caution (or worse), any change, or never.",
        DefaultValueFactory = _ => "danger",
    };

    /// <summary>Adds the options to <paramref name="command"/> and checks that they go together.</summary>
    public DiffOptions(Command command)
    {
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        failOn.AcceptOnlyFromAmong("danger", "caution", "change", "never");
        command.Add(states);
        foreach (var option in (Option[])[stack, config, revision, head, export, charts, format, maximumBytes, failOn])
            command.Add(option);
        command.Validators.Add(Check);
    }

    /// <summary>What to compare.</summary>
    public DiffSources Sources(ParseResult parsed)
    {
        var given = parsed.GetValue(states) ?? [];
        var file = parsed.GetValue(config);
        return given.Length == 2
            ? new() { Old = given[0], New = given[1], WithCharts = parsed.GetValue(charts) }
            : new()
            {
                Stack = parsed.GetValue(stack) ?? StackOf(file),
                Config = file,
                Base = parsed.GetValue(revision),
                Head = parsed.GetValue(head),
                Export = parsed.GetValue(export),
                WithCharts = parsed.GetValue(charts),
            };
    }

    /// <summary>How to show it.</summary>
    public DiffOutput Output(ParseResult parsed) =>
        new(parsed.GetValue(format)!, parsed.GetValue(maximumBytes), parsed.GetValue(failOn)!);

    void Check(CommandResult result)
    {
        var given = result.GetResult(states)?.Tokens.Count ?? 0;
        var (isStack, isBase, isExport) = (Has(stack) || Has(config), Has(revision), Has(export));
        if (given > 0 && (isStack || isBase || isExport || Has(head)))
            result.AddError("Name two states, or a stack with --base or --export, not both.");
        else if (given == 1)
            result.AddError("One state is missing. Name the old and the new one: ./basecamp diff OLD NEW");
        else if (given == 0 && isBase == isExport)
            result.AddError(isBase
                ? "Compare with --base or with --export, not with both."
                : "What is to be compared? Name two states, OLD NEW, or a stack with --base <revision> or --export <file>.");
        else if (given == 0 && result.GetResult(stack) is null && StackOf(result.GetResult(config)?.Tokens is [var file, ..] ? file.Value : null) is null)
            result.AddError("Which stack? Add --stack <name>, for example --stack lab.");
        else if (Has(head) && !isBase)
            result.AddError("--head goes with --base.");
        else if (isExport && Has(charts))
            result.AddError("'--charts' does not go with --export: a stack export holds the values of charts, and not their objects.");
        if (result.GetResult(maximumBytes) is { } size && !size.Errors.Any() && size.GetValueOrDefault<int>() < MinimumBytes)
            result.AddError($"--max-bytes must be at least {MinimumBytes}.");

        bool Has(Option option) => result.GetResult(option) is { Implicit: false };
    }

    static string? StackOf(string? configFile) =>
        string.IsNullOrEmpty(configFile) ? null : StackFileName.StackOf(Path.GetFileName(configFile));
}
