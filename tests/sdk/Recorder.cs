using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Basecamp.Sdk.Tests;

/// <summary>Mocks that record what they are asked, and answer with the arguments unless a test says otherwise.</summary>
sealed class Recorder : IMocks
{
    public List<MockResourceArgs> Resources { get; } = [];

    public List<MockCallArgs> Calls { get; } = [];

    public List<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    /// <summary>Id and state of a new resource. Default: <c>name-id</c> and its arguments.</summary>
    public Func<MockResourceArgs, (string? Id, object State)> Answer { get; init; } = args => ($"{args.Name}-id", args.Inputs);

    /// <summary>Result of a function call. Default: nothing.</summary>
    public Func<MockCallArgs, object> AnswerCall { get; init; } = _ => ImmutableDictionary<string, object>.Empty;

    public MockResourceArgs Single(string name) => Assert.Single(Resources, resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (Resources)
            Resources.Add(args);
        return Task.FromResult<(string?, object)>(Answer(args));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        lock (Calls)
            Calls.Add(args);
        return Task.FromResult(AnswerCall(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        lock (Outputs)
            Outputs.Add(args);
        return Task.CompletedTask;
    }

    /// <summary>Runs a program as an update, so that outputs without a value are known to have none.</summary>
    public Task<ImmutableArray<Resource>> Update(Action program) =>
        Deployment.TestAsync(this, new TestOptions { IsPreview = false }, program);

    /// <summary>Runs a program as a preview, so that outputs without a value are unknown.</summary>
    public Task<ImmutableArray<Resource>> Preview(Action program) =>
        Deployment.TestAsync(this, new TestOptions { IsPreview = true }, program);
}
