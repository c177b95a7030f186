namespace Basecamp.Cli.Diff.Revisions;

/// <summary>The environment of a program that works on another revision.</summary>
static class ChildEnvironment
{
    // git sets its own in hooks, where they lead back to this checkout; those of MSBuild and .NET describe the build that runs this process;
    // Pulumi's hold the config of an engine.
    static readonly string[] Prefixes = ["GIT_", "MSBUILD", "DOTNET_", "CORECLR_", "COMPlus_", "PULUMI_", "BASECAMP_", "TESTINGPLATFORM_", "VSTEST_"];

    // A variable is an MSBuild property, too.
    static readonly string[] Names =
        ["ArtifactsPath", "Configuration", "Platform", "OutputPath", "OutDir", "RepoRoot", "RuntimeIdentifier", "TargetFramework", "COLUMNS"];

    static readonly string[] Kept = ["DOTNET_ROOT", "DOTNET_CLI_HOME", "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_GCHeapHardLimit", "PULUMI_HOME"];

    /// <summary>Takes away what would lead a build of another revision back to this one.</summary>
    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsTrap).ToList())
            environment.Remove(name);
        environment["NO_COLOR"] = "1";
        environment["TERM"] = "dumb";
        // Nobody is there to answer.
        environment["GIT_TERMINAL_PROMPT"] = "0";
        // A build server that outlives the build would keep working in a directory that is gone.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
    }

    static bool IsTrap(string name) =>
        !Kept.Contains(name)
        && (Names.Contains(name, StringComparer.OrdinalIgnoreCase) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
}
