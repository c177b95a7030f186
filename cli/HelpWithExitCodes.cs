using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Basecamp.Cli;

/// <summary>The usual help, followed by what the exit codes mean.</summary>
sealed class HelpWithExitCodes : SynchronousCommandLineAction
{
    readonly HelpAction help = new();

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes <c>--help</c> of every command below <paramref name="root"/> this one.</summary>
    public static void Install(RootCommand root) => root.Options.OfType<HelpOption>().Single().Action = new HelpWithExitCodes();

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCode.Help);
        return ExitCode.Fine;
    }
}
