using System.Text.Json;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Utilities;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class OutputJsonTests
{
    sealed record Server(string Name, Output<string> Password, Input<int> Port);

    [Fact]
    public async Task Serializes_nested_outputs_and_inputs()
    {
        var json = Output.JsonSerialize(Output.Create(new Server("a", Output.Create("p"), 22)));

        Assert.Equal(Known("""{"Name":"a","Password":"p","Port":22}"""), await json.Read());
    }

    [Fact]
    public async Task Is_secret_when_a_nested_output_is() =>
        Assert.True((await Output.JsonSerialize(Output.Create(new Server("a", Output.CreateSecret("p"), 22))).Read()).IsSecret);

    [Fact]
    public async Task Is_unknown_when_a_nested_output_is()
    {
        var json = await Output.JsonSerialize(Output.Create(new Server("a", OutputUtilities.CreateUnknown("p"), 22))).Read();

        Assert.False(json.IsKnown);
    }

    [Fact]
    public async Task Serializes_as_the_options_say()
    {
        var json = Output.JsonSerialize(
            Output.Create(new Server("a", Output.Create("p"), 22)), new JsonSerializerOptions(JsonSerializerDefaults.Web));

        Assert.Equal(Known("""{"name":"a","password":"p","port":22}"""), await json.Read());
    }

    [Fact]
    public async Task Deserializes_nested_outputs_as_secret_as_the_text()
    {
        const string Json = """{"Name":"a","Password":"p","Port":22}""";
        var secret = await Output.JsonDeserialize<Server>(Output.CreateSecret(Json)).Read();
        var open = await Output.JsonDeserialize<Server>(Output.Create(Json)).Read();

        Assert.Equal(Secret("p"), await secret.Value.Password.Read());
        Assert.Equal(Known("p"), await open.Value.Password.Read());
        Assert.True(secret.IsSecret);
        Assert.False(open.IsSecret);
    }

    [Fact]
    public async Task Deserializes_an_unknown_text_to_an_unknown_value() =>
        Assert.False((await Output.JsonDeserialize<Server>(OutputUtilities.CreateUnknown("{}")).Read()).IsKnown);
}
