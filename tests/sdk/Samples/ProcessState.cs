namespace Basecamp.Sdk.Tests.Samples;

/// <summary>Tests that change the environment or end with an exit code; they must not run beside each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessState
{
    public const string Name = "Process state";
}

/// <summary>Sets environment variables for the length of a test.</summary>
sealed class EnvironmentScope : IDisposable
{
    readonly Dictionary<string, string?> before = [];

    public EnvironmentScope(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
