using System.CommandLine;
using System.Text.RegularExpressions;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Commands;

/// <summary>The option <c>--stack</c>: a name, never a path.</summary>
static partial class StackNameOption
{
    /// <summary>The option.</summary>
    /// <param name="description">What the stack is for.</param>
    /// <param name="isRequired">Whether nothing else can name the stack. Default false.</param>
    public static Option<string?> Create(string description, bool isRequired = false)
    {
        var option = new Option<string?>("--stack", "-s") { Description = description, HelpName = "name", Required = isRequired };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var value] && Mistake(value.Value) is { } mistake)
                result.AddError(mistake);
        });
        return option;
    }

    // Pulumi takes stack, project/stack and organization/project/stack; a path would be cut to its last part, and another project's stack
    // be taken for this one's.
    static string? Mistake(string name)
    {
        if (StackFileName.StackOf(Path.GetFileName(name)) is { } stack)
            return $"'{name}' is a stack file. Name the stack, --stack {stack}, or the file, --config {name}";
        if (FullName().IsMatch(name))
            return null;
        var last = StackFileName.Short(name);
        var guess = last != name && FullName().IsMatch(last) ? $" Did you mean '--stack {last}'? For a file elsewhere: --config FILE" : "";
        return name.Length == 0
            ? "'--stack' is empty. Name a stack, for example --stack lab."
            : $"'{name}' is not the name of a stack: letters, digits, '-', '_' and '.', after an organization and a project if you like.{guess}";
    }

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/){0,2}[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex FullName();
}
