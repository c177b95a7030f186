using System.CommandLine;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Commands;

/// <summary>The options that choose a stack, equal in every command.</summary>
sealed class StackOptions
{
    readonly Option<string?> stack = StackNameOption.Create("The stack: reads Pulumi.<stack>.yaml. May be left out when --config names such a file.");

    readonly Option<string?> config = ConfigFileOption.Create();

    /// <summary>Adds the options to <paramref name="command"/> and requires that one of them names the stack.</summary>
    public StackOptions(Command command)
    {
        command.Add(stack);
        command.Add(config);
        command.Validators.Add(result =>
        {
            // An option without its value has an error already.
            if (result.GetResult(stack) is null && StackOf(result.GetResult(config)?.Tokens is [var file, ..] ? file.Value : null) is null)
                result.AddError("Which stack? Add --stack <name>, for example --stack lab.");
        });
    }

    /// <summary>The chosen stack's file.</summary>
    public StackFile Read(ParseResult parsed, CliContext context)
    {
        var file = parsed.GetValue(config);
        return StackFileReader.Read(context.Directory, parsed.GetValue(stack) ?? StackOf(file)!, file);
    }

    static string? StackOf(string? configFile) =>
        string.IsNullOrEmpty(configFile) ? null : StackFileName.StackOf(Path.GetFileName(configFile));
}
