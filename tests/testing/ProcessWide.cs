namespace Basecamp.Testing.Tests;

/// <summary>Tests that look at the process itself (environment, exit code) run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class ProcessWide
{
    public const string Name = "Process-wide state";
}
