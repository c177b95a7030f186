using System.Collections.Immutable;
using Pulumi.Command.Remote.Inputs;
using Remote = Pulumi.Command.Remote;

namespace Basecamp.Sdk.Tests.Behaviour;

public class CommandTests
{
    [Fact]
    public async Task Fills_in_connection_defaults()
    {
        var recorder = new Recorder();
        await recorder.Update(() => new Remote.Command("install", new()
        {
            Connection = new ConnectionArgs { Host = "node-1", PrivateKey = "key" },
            Create = "true",
        }));

        var inputs = recorder.Single("install").Inputs;
        Assert.Equal("true", inputs["create"]);
        var connection = Assert.IsType<ImmutableDictionary<string, object>>(inputs["connection"]);
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["host"] = "node-1",
                ["privateKey"] = "key",
                ["user"] = "root",
                ["port"] = 22d,
                ["dialErrorLimit"] = 10d,
                ["perDialTimeout"] = 15d,
            },
            connection.ToDictionary());
    }
}
