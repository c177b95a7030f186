using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Utilities;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class InvokeTests
{
    sealed class LookupArgs : InvokeArgs
    {
        [Input("host", required: true)]
        public Input<string> Host { get; set; } = null!;
    }

    static Recorder Lookup() => new()
    {
        AnswerCall = args => new Dictionary<string, object> { ["host"] = args.Args.GetValueOrDefault("host", "none"), ["port"] = 22 },
    };

    [Fact]
    public async Task Returns_a_typed_output()
    {
        var recorder = Lookup();
        Output<Detail> result = null!;
        await recorder.Update(() => result = Deployment.Instance.Invoke<Detail>("test:index:lookup", new LookupArgs { Host = "a" }));

        var detail = (await result.Read()).Value;
        Assert.Equal(("a", 22), (detail.Host, detail.Port));
        var call = Assert.Single(recorder.Calls);
        Assert.Equal("test:index:lookup", call.Token);
        Assert.Equal(new Dictionary<string, object> { ["host"] = "a" }, call.Args);
        Assert.True(string.IsNullOrEmpty(call.Provider));
    }

    [Fact]
    public async Task Returns_a_plain_value()
    {
        Detail detail = null!;
        await Deployment.TestAsync(Lookup(), new() { IsPreview = false }, async () =>
        {
            detail = await Deployment.Instance.InvokeAsync<Detail>("test:index:lookup", new LookupArgs { Host = "a" });
        });

        Assert.Equal("a", detail.Host);
    }

    [Fact]
    public async Task Returns_the_only_value_of_a_single_result()
    {
        var recorder = new Recorder { AnswerCall = _ => new Dictionary<string, object> { ["result"] = "text" } };
        Output<string> result = null!;
        await recorder.Update(() => result = Deployment.Instance.InvokeSingle<string>("test:index:one", InvokeArgs.Empty));

        Assert.Equal(Known("text"), await result.Read());
    }

    [Fact]
    public async Task Is_not_called_with_an_unknown_argument()
    {
        var recorder = Lookup();
        Output<Detail> result = null!;
        await recorder.Update(() => result = Deployment.Instance.Invoke<Detail>(
            "test:index:lookup", new LookupArgs { Host = OutputUtilities.CreateUnknown("x") }));

        Assert.False((await result.Read()).IsKnown);
        Assert.Empty(recorder.Calls);
    }

    [Fact]
    public async Task Is_not_called_before_a_dependency_exists()
    {
        var recorder = new Recorder { Answer = args => (null, args.Inputs), AnswerCall = Lookup().AnswerCall };
        Output<Detail> result = null!;
        await recorder.Preview(() => result = Deployment.Instance.Invoke<Detail>(
            "test:index:lookup", new LookupArgs { Host = "a" }, new InvokeOutputOptions { DependsOn = { new Thing("thing") } }));

        Assert.False((await result.Read()).IsKnown);
        Assert.Empty(recorder.Calls);
    }

    [Fact]
    public async Task Depends_on_what_it_was_told_to()
    {
        Thing thing = null!;
        Output<Detail> result = null!;
        await Lookup().Update(() =>
        {
            thing = new Thing("thing");
            result = Deployment.Instance.Invoke<Detail>(
                "test:index:lookup", new LookupArgs { Host = "a" }, new InvokeOutputOptions { DependsOn = { thing } });
        });

        Assert.Equal(ImmutableHashSet.Create<Resource>(thing), await result.Dependencies());
    }

    [Fact]
    public async Task Uses_the_given_provider_or_the_parents()
    {
        var recorder = Lookup();
        await recorder.Update(() =>
        {
            var provider = new TestProvider("special");
            Deployment.Instance.Invoke<Detail>(
                "test:index:lookup", new LookupArgs { Host = "a" }, new InvokeOptions { Provider = provider });
            new Group("group", new() { Provider = provider }, group => Deployment.Instance.Invoke<Detail>(
                "test:index:lookup", new LookupArgs { Host = "a" }, new InvokeOptions { Parent = group }));
        });

        Assert.Equal(2, recorder.Calls.Count);
        Assert.All(recorder.Calls, call => Assert.EndsWith("::special::special-id", call.Provider, StringComparison.Ordinal));
    }
}
