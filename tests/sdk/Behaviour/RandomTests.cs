using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Random;

namespace Basecamp.Sdk.Tests.Behaviour;

public class RandomTests
{
    [Fact]
    public async Task Registers_every_kind_under_its_token()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            new RandomPassword("password", new() { Length = 24, Special = false });
            new RandomId("id", new() { ByteLength = 8 });
            new RandomUuid("uuid");
            new RandomString("string", new() { Length = 8 });
            new RandomBytes("bytes", new() { Length = 32 });
        });

        Assert.Equal(
            [
                "random:index/randomPassword:RandomPassword",
                "random:index/randomId:RandomId",
                "random:index/randomUuid:RandomUuid",
                "random:index/randomString:RandomString",
                "random:index/randomBytes:RandomBytes",
            ],
            recorder.Resources.Select(resource => resource.Type));
        Assert.Equal(new Dictionary<string, object> { ["length"] = 24d, ["special"] = false }, recorder.Single("password").Inputs);
    }

    [Fact]
    public async Task Keeps_generated_secrets_secret()
    {
        var seen = new Dictionary<string, IReadOnlyList<string>>();
        await new Recorder().Update(() =>
        {
            new RandomPassword("password", new() { Length = 24 }, Noting());
            new RandomBytes("bytes", new() { Length = 32 }, Noting());
            new RandomString("string", new() { Length = 8 }, Noting());
        });

        Assert.Equal(["bcryptHash", "result"], seen["password"]);
        Assert.Equal(["base64", "hex"], seen["bytes"]);
        Assert.Empty(seen["string"]);

        CustomResourceOptions Noting() => new()
        {
            ResourceTransformations =
            {
                args =>
                {
                    seen[args.Resource.GetResourceName()] = ((CustomResourceOptions)args.Options).AdditionalSecretOutputs;
                    return null;
                },
            },
        };
    }

    [Fact]
    public async Task Reads_an_existing_value_with_its_state()
    {
        var recorder = new Recorder();
        RandomPassword password = null!;
        await recorder.Update(() => password = RandomPassword.Get("password", "none", new RandomPasswordState { Result = "hidden" }));

        Assert.Equal("none", recorder.Single("password").Id);
        Assert.Equal("hidden", recorder.Single("password").Inputs["result"]);
        Assert.Equal("hidden", (await password.Result.Read()).Value);
    }
}
