using System.Text.Json;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

[Collection(ProcessState.Name)]
public class ConfigTests
{
    sealed record Node(string? Name, int Cores, string[]? Roles);

    static readonly JsonSerializerOptions web = new(JsonSerializerDefaults.Web);

    static async Task<T> With<T>(object config, Func<Config, T> read, string? bag = null)
    {
        using var environment = new EnvironmentScope(("PULUMI_CONFIG", JsonSerializer.Serialize(config)));
        T result = default!;
        await new Recorder().Update(() => result = read(new Config(bag)));
        return result;
    }

    static Dictionary<string, string> Values(params (string Key, string Value)[] values) =>
        values.ToDictionary(entry => $"project:{entry.Key}", entry => entry.Value);

    [Fact]
    public async Task Reads_scalars()
    {
        var config = Values(("text", "a"), ("yes", "true"), ("no", "false"), ("count", "5"), ("ratio", "0.5"));

        Assert.Equal(
            ("a", true, false, 5, 0.5),
            await With(config, c =>
                (c.Require("text"), c.RequireBoolean("yes"), c.RequireBoolean("no"), c.RequireInt32("count"), c.RequireDouble("ratio"))));
        Assert.Equal(
            ("a", true, false, 5, 0.5),
            await With(config, c =>
                (c.Get("text"), c.GetBoolean("yes"), c.GetBoolean("no"), c.GetInt32("count"), c.GetDouble("ratio"))));
    }

    [Fact]
    public async Task Gives_null_for_a_missing_key()
    {
        Assert.Equal(
            (null, null, null, null, null),
            await With(Values(), c => (c.Get("x"), c.GetBoolean("x"), c.GetInt32("x"), c.GetDouble("x"), c.GetObject<Node>("x"))));
        Assert.Equal(
            (null, null, null, null, null),
            await With(Values(), c => (
                c.GetSecret("x"), c.GetSecretBoolean("x"), c.GetSecretInt32("x"), c.GetSecretDouble("x"), c.GetSecretObject<Node>("x"))));
    }

    [Fact]
    public async Task Refuses_a_missing_key_that_is_required()
    {
        var errors = await With(Values(), c => new[]
        {
            Assert.ThrowsAny<RunException>(() => c.Require("x")),
            Assert.ThrowsAny<RunException>(() => c.RequireBoolean("x")),
            Assert.ThrowsAny<RunException>(() => c.RequireInt32("x")),
            Assert.ThrowsAny<RunException>(() => c.RequireDouble("x")),
            Assert.ThrowsAny<RunException>(() => c.RequireObject<Node>("x")),
            Assert.ThrowsAny<RunException>(() => c.RequireSecret("x")),
        });

        Assert.All(errors, error => Assert.Equal(
            "Missing Required configuration variable 'project:x'\n"
            + "\tplease set a value using the command `pulumi config set project:x <value>`",
            error.Message));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("")]
    public async Task Refuses_a_boolean_that_is_not_exactly_true_or_false(string value)
    {
        var error = await With(Values(("x", value)), c => Assert.ThrowsAny<RunException>(() => c.GetBoolean("x")));

        Assert.Equal($"Configuration 'project:x' value '{value}' is not a valid Boolean", error.Message);
    }

    [Fact]
    public async Task Refuses_numbers_that_are_none()
    {
        var integer = await With(Values(("x", "1.5")), c => Assert.ThrowsAny<RunException>(() => c.GetInt32("x")));
        var number = await With(Values(("x", "1,5")), c => Assert.ThrowsAny<RunException>(() => c.GetDouble("x")));

        Assert.Equal("Configuration 'project:x' value '1.5' is not a valid Int32", integer.Message);
        Assert.Equal("Configuration 'project:x' value '1,5' is not a valid Double", number.Message);
    }

    [Fact]
    public async Task Wraps_secrets()
    {
        var config = Values(("text", "a"), ("yes", "true"), ("count", "5"), ("ratio", "0.5"), ("node", """{"Name":"n"}"""));

        Assert.Equal(Secret("a"), await (await With(config, c => c.RequireSecret("text"))).Read());
        Assert.Equal(Secret("a"), await (await With(config, c => c.GetSecret("text")))!.Read());
        Assert.Equal(Secret(true), await (await With(config, c => c.RequireSecretBoolean("yes"))).Read());
        Assert.Equal(Secret(5), await (await With(config, c => c.RequireSecretInt32("count"))).Read());
        Assert.Equal(Secret(0.5), await (await With(config, c => c.GetSecretDouble("ratio")))!.Read());
        var node = await (await With(config, c => c.RequireSecretObject<Node>("node"))).Read();
        Assert.True(node is { IsSecret: true, Value.Name: "n" });
    }

    [Fact]
    public async Task Reads_structured_values_case_sensitively()
    {
        var config = Values(("node", """{"Name":"a","cores":4,"Roles":["server"],"unknown":1}"""));
        var node = await With(config, c => c.RequireObject<Node>("node"));

        Assert.Equal(("a", 0), (node.Name, node.Cores));
        Assert.Equal(["server"], node.Roles!);
    }

    [Fact]
    public async Task Reads_structured_values_as_the_options_say()
    {
        var config = Values(("node", """{"name":"a","cores":4}"""));

        Assert.Equal(4, (await With(config, c => c.RequireObject<Node>("node", web))).Cores);
        Assert.Equal(4, (await With(config, c => c.GetObject<Node>("node", web)))!.Cores);
        Assert.Equal(4, (await (await With(config, c => c.RequireSecretObject<Node>("node", web))).Read()).Value.Cores);
        Assert.Equal(4, (await (await With(config, c => c.GetSecretObject<Node>("node", web)))!.Read()).Value.Cores);
    }

    [Fact]
    public async Task Refuses_structured_values_that_are_not_json()
    {
        var error = await With(Values(("node", "{")), c => Assert.ThrowsAny<RunException>(() => c.GetObject<Node>("node")));

        Assert.StartsWith("Configuration 'project:node' value '{' is not a valid ", error.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<JsonException>(error.InnerException);
    }

    [Fact]
    public async Task Reads_other_namespaces_and_old_keys()
    {
        var config = new Dictionary<string, object> { ["aws:region"] = "north", ["project:config:old"] = "a", ["project:flag"] = true };

        Assert.Equal("north", await With(config, c => c.Require("region"), bag: "aws"));
        Assert.Equal("north", await With(config, c => c.Require("region"), bag: "aws:config"));
        Assert.Equal("a", await With(config, c => c.Require("old")));
        Assert.Equal("True", await With(config, c => c.Require("flag")));
    }
}
