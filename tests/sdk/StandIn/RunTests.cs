using Basecamp.Sdk.Tests.Samples;
using Pulumi;

namespace Basecamp.Sdk.Tests.StandIn;

/// <summary>What only the stand-in does: it cannot talk to an engine, and says so.</summary>
[Collection(ProcessState.Name)]
public sealed class RunTests : IDisposable
{
    readonly int exitCode = Environment.ExitCode;
    readonly TextWriter standardError = Console.Error;

    public void Dispose()
    {
        Environment.ExitCode = exitCode;
        Console.SetError(standardError);
    }

    sealed class Empty : Stack;

    [Theory]
    [InlineData("127.0.0.1:1", "build it with -p:PulumiSdk=nuget")]
    [InlineData(null, "./basecamp preview")]
    public async Task Refuses_to_run_and_says_what_to_do(string? monitor, string advice)
    {
        using var environment = new EnvironmentScope(("PULUMI_MONITOR", monitor), ("PULUMI_ENGINE", monitor));
        var ran = false;
        using var error = new StringWriter();
        Console.SetError(error);

        Assert.Equal(1, await Deployment.RunAsync(() => ran = true));
        Assert.Equal(1, await Deployment.RunAsync<Empty>());

        Assert.False(ran);
        Assert.Equal(1, Environment.ExitCode);
        Assert.Equal(2, error.ToString().Split(advice).Length - 1);
    }
}
