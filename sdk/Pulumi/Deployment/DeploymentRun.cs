namespace Pulumi;

/// <summary>Running programs under an engine, which this stand-in cannot.</summary>
public sealed partial class Deployment
{
    /// <summary>Explains on stderr how to run the program, and fails with exit code 1.</summary>
    public static Task<int> RunAsync(Action action) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RefuseAsync();

    static async Task<int> RefuseAsync()
    {
        var underEngine = IsSet("PULUMI_MONITOR") || IsSet("PULUMI_ENGINE");
        await Console.Error.WriteLineAsync(underEngine
            ? "This program was built with the Pulumi stand-ins under sdk/, which cannot talk to the Pulumi engine: "
                + "build it with -p:PulumiSdk=nuget (or export PulumiSdk=nuget) and run pulumi again."
            : "This program was started without the Pulumi engine: use './basecamp preview' to see its resources offline, "
                + "or build it with -p:PulumiSdk=nuget and start it with the pulumi CLI.").ConfigureAwait(false);

        // Programs that do not return the result must fail, too.
        Environment.ExitCode = 1;
        return 1;
    }

    static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
