using System.Reflection;

namespace Pulumi;

/// <summary>How a failed run is reported.</summary>
static class RunFailure
{
    /// <summary>Tells Pulumi's language host that the error has been shown already. The value is the published SDK's.</summary>
    public const int ExitCode = 32;

    /// <summary>Program errors by their message alone; anything unexpected with its stack trace.</summary>
    public static string Describe(Exception error) => error switch
    {
        RunException => error.Message,
        ResourceException { HideStack: true } => error.Message,
        ResourceException => error.ToString(),
        _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{error}",
    };
}
