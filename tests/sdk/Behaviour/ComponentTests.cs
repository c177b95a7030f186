using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class ComponentTests
{
    [Fact]
    public async Task Reaches_the_mock_without_inputs_unless_it_passes_arguments_on()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            new Group("without", _ => { });
            new Group("with", new GroupArgs { Purpose = "tests" });
        });

        Assert.Empty(recorder.Single("without").Inputs);
        Assert.Equal(new Dictionary<string, object> { ["purpose"] = "tests" }, recorder.Single("with").Inputs);
    }

    [Fact]
    public async Task Registers_its_output_properties_under_their_names()
    {
        var recorder = new Recorder();
        Group group = null!;
        await recorder.Update(() => group = new Group("group", self =>
        {
            self.Address = Output.Create("here");
            self.Members = Output.Create(2);
        }));

        var urn = (await group.Urn.Read()).Value;
        var registered = Assert.Single(recorder.Outputs, request => request.Urn == urn).Outputs;
        Assert.Equal(["Members", "address"], registered.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Known<object?>("here"), await registered["address"].Read());
        Assert.Equal(Known<object?>(2d), await registered["Members"].Read());
    }

    [Fact]
    public async Task Registers_a_secret_output_as_secret()
    {
        var recorder = new Recorder();
        await recorder.Update(() => new Group("group", self => self.Address = Output.CreateSecret("hidden")));

        var registered = Assert.Single(recorder.Outputs, request => request.Urn.EndsWith("::group", StringComparison.Ordinal)).Outputs;
        Assert.True((await registered["address"].Read()).IsSecret);
        Assert.False((await registered["Members"].Read()).IsSecret);
    }

    [Fact]
    public async Task Keeps_outputs_it_set_itself()
    {
        Group group = null!;
        var recorder = new Recorder { Answer = args => (null, args.Inputs.Add("address", "from the mock")) };
        await recorder.Update(() => group = new Group("group", _ => { }));

        Assert.Equal(Known("nowhere"), await group.Address.Read());
    }

    [Fact]
    public async Task Takes_outputs_from_the_mock_when_its_children_are_created_elsewhere()
    {
        Remote remote = null!;
        var recorder = new Recorder { Answer = args => (null, args.Inputs.Add("address", "from the mock")) };
        await recorder.Update(() => remote = new Remote("remote", new GroupArgs { Purpose = "tests" }));

        Assert.Equal(Known("from the mock"), await remote.Address.Read());
        Assert.Equal("tests", recorder.Single("remote").Inputs["purpose"]);
    }

    sealed class Remote(string name, GroupArgs args) : ComponentResource("test:index:Remote", name, args, options: null, remote: true)
    {
        [Output("address")]
        public Output<string> Address { get; private set; } = null!;
    }
}
