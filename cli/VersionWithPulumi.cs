using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Basecamp.Cli;

/// <summary>The version of the command, and of the Pulumi SDK that it is linked to: the published packages or their stand-ins.</summary>
sealed class VersionWithPulumi : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes <c>--version</c> this one.</summary>
    public static void Install(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new VersionWithPulumi();

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{VersionOf(typeof(VersionWithPulumi))} (Pulumi SDK {VersionOf(typeof(Pulumi.Resource))})");
        return ExitCode.Fine;
    }

    // Without the commit that a build appends.
    static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? type.Assembly.GetName().Version!.ToString();
}
