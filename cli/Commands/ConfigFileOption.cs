using System.CommandLine;

namespace Basecamp.Cli.Commands;

/// <summary>The option <c>--config</c>: a file in place of the stack's own.</summary>
static class ConfigFileOption
{
    /// <summary>The option; never empty, as an unset variable of a script would leave it.</summary>
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--config", "-c") { Description = "Read the stack's config from this file instead.", HelpName = "file" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
                result.AddError("'--config' is empty. Name a file, or leave it out to read the stack's own.");
        });
        return option;
    }
}
