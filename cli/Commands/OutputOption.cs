using System.CommandLine;
using Basecamp.Cli.Files;

namespace Basecamp.Cli.Commands;

/// <summary>The option <c>--out</c>: where a command writes.</summary>
static class OutputOption
{
    /// <summary>The option; required, never empty.</summary>
    /// <param name="description">What is written.</param>
    /// <param name="what">What it names: <c>file</c> or <c>directory</c>.</param>
    /// <param name="noStandardOutput">Why <c>-</c> cannot mean standard output; null when it does.</param>
    public static Option<string> Create(string description, string what, string? noStandardOutput = null)
    {
        var option = new Option<string>("--out", "-o") { Description = description, HelpName = what, Required = true };
        option.Validators.Add(result =>
        {
            // An option without its value has an error already.
            if (result.Tokens is not [var value])
                return;
            if (string.IsNullOrWhiteSpace(value.Value))
                result.AddError($"'--out' is empty. Name a {what}.");
            else if (value.Value == OutputFile.StandardOutput && noStandardOutput is not null)
                result.AddError($"'--out -' would be standard output: {noStandardOutput} Name a {what}; one that is called - is ./-");
        });
        return option;
    }
}
