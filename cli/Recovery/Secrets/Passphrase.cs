namespace Basecamp.Cli.Recovery.Secrets;

/// <summary>The passphrase, from where Pulumi takes it too. It is never an argument: other users see those.</summary>
static class Passphrase
{
    const string Variable = "PULUMI_CONFIG_PASSPHRASE";
    const string FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    /// <summary>How to give it.</summary>
    public const string HowTo = $"Set {Variable} or {FileVariable}, as for `pulumi up`.";

    /// <summary>The passphrase; null when there is none.</summary>
    /// <param name="variable">An environment variable; null when it is not set.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string? Of(Func<string, string?> variable) =>
        variable(Variable) ?? (variable(FileVariable) is { Length: > 0 } file ? File.ReadAllText(file).TrimEnd('\n', '\r') : null);
}
