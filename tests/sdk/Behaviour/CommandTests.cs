using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Local = Pulumi.Command.Local;
using Remote = Pulumi.Command.Remote;

namespace Basecamp.Sdk.Tests.Behaviour;

public class CommandTests
{
    static readonly Dictionary<string, object> defaults = new()
    {
        ["user"] = "root",
        ["port"] = 22d,
        ["dialErrorLimit"] = 10d,
        ["perDialTimeout"] = 15d,
    };

    /// <summary>The options a resource is registered with, as a transformation sees them.</summary>
    static async Task<CustomResourceOptions> OptionsOf(Func<CustomResourceOptions, Resource> create)
    {
        CustomResourceOptions seen = null!;
        var given = new CustomResourceOptions();
        given.ResourceTransformations.Add(args =>
        {
            seen = (CustomResourceOptions)args.Options;
            return null;
        });
        await new Recorder().Update(() => create(given));
        return seen;
    }

    [Fact]
    public async Task Fills_in_connection_defaults()
    {
        var recorder = new Recorder();
        await recorder.Update(() => new Remote.Command("install", new()
        {
            Connection = new ConnectionArgs
            {
                Host = "node-1",
                PrivateKey = "key",
                Port = 2222,
                Proxy = new ProxyConnectionArgs { Host = "bastion" },
            },
            Create = "true",
        }));

        var inputs = recorder.Single("install").Inputs;
        Assert.Equal("command:remote:Command", recorder.Single("install").Type);
        Assert.Equal(["connection", "create"], inputs.Keys.Order());
        var connection = Assert.IsType<ImmutableDictionary<string, object>>(inputs["connection"]);
        var proxy = Assert.IsType<ImmutableDictionary<string, object>>(connection["proxy"]);
        Assert.Equal(
            new Dictionary<string, object>(defaults) { ["host"] = "node-1", ["privateKey"] = "key", ["port"] = 2222d },
            connection.Remove("proxy"));
        Assert.Equal(new Dictionary<string, object>(defaults) { ["host"] = "bastion" }, proxy);
    }

    [Fact]
    public async Task Makes_connection_and_keys_secret_when_set_and_the_rest_not()
    {
        var connection = new ConnectionArgs
        {
            Host = "node-1",
            PrivateKey = "key",
            Password = "p",
            PrivateKeyPassword = "q",
            HostKey = "h",
        };
        var args = new Remote.CommandArgs { Connection = connection, Create = "true" };

        Assert.True(await Output.IsSecretAsync(args.Connection.ToOutput()));
        Assert.True(await Output.IsSecretAsync(connection.PrivateKey.ToOutput()));
        Assert.True(await Output.IsSecretAsync(connection.PrivateKeyPassword.ToOutput()));
        Assert.True(await Output.IsSecretAsync(connection.Password.ToOutput()));
        Assert.False(await Output.IsSecretAsync(connection.HostKey.ToOutput()));
        Assert.False(await Output.IsSecretAsync(args.Create.ToOutput()));
    }

    [Fact]
    public async Task Replaces_on_triggers_and_keeps_the_connection_secret()
    {
        var connection = new ConnectionArgs { Host = "node-1" };
        var remote = await OptionsOf(options => new Remote.Command("a", new() { Connection = connection }, options));
        var copy = await OptionsOf(options => new Remote.CopyToRemote(
            "a", new() { Connection = connection, Source = new StringAsset("x"), RemotePath = "/x" }, options));
        var local = await OptionsOf(options => new Local.Command("a", new() { Create = "true" }, options));

        Assert.All([remote, copy], options => Assert.Equal(["connection"], options.AdditionalSecretOutputs));
        Assert.Empty(local.AdditionalSecretOutputs);
        Assert.All([remote, copy, local], options => Assert.Equal(["triggers[*]"], options.ReplaceOnChanges));
        Assert.All([remote, copy, local], options => Assert.Equal("1.2.1", options.Version));
    }

    [Fact]
    public async Task Adds_its_options_to_the_given_ones()
    {
        var options = await OptionsOf(given =>
        {
            given.Version = "1.0.0";
            given.AdditionalSecretOutputs.Add("stdout");
            return new Remote.Command("a", new() { Connection = new ConnectionArgs { Host = "node-1" } }, given);
        });

        Assert.Equal("1.0.0", options.Version);
        Assert.Equal(["connection", "stdout"], options.AdditionalSecretOutputs);
    }

    [Fact]
    public async Task Sends_triggers_environment_logging_and_stdin()
    {
        var recorder = new Recorder();
        await recorder.Update(() => new Local.Command("a", new()
        {
            Create = "true",
            Triggers = new object[] { "hash", 1 },
            Environment = { ["A"] = "b" },
            Logging = Local.Logging.StdoutAndStderr,
            Stdin = Output.CreateSecret("input"),
            Interpreter = new[] { "/bin/bash", "-c" },
        }));

        var inputs = recorder.Single("a").Inputs;
        Assert.Equal(["create", "environment", "interpreter", "logging", "stdin", "triggers"], inputs.Keys.Order());
        Assert.Equal("stdoutAndStderr", inputs["logging"]);
        Assert.Equal("input", inputs["stdin"]);
        Assert.Equal(["hash", 1d], Assert.IsType<ImmutableArray<object>>(inputs["triggers"]).AsEnumerable());
    }

    [Fact]
    public async Task Reads_typed_outputs()
    {
        Remote.Command command = null!;
        var recorder = new Recorder { Answer = args => ("id", args.Inputs.Add("stdout", "done").Add("logging", "none")) };
        await recorder.Update(() => command = new Remote.Command(
            "a", new() { Connection = new ConnectionArgs { Host = "node-1", Proxy = new ProxyConnectionArgs { Host = "bastion" } } }));

        Assert.Equal("done", (await command.Stdout.Read()).Value);
        Assert.Equal(Remote.Logging.None, (await command.Logging.Read()).Value);
        var connection = (await command.Connection.Read()).Value;
        Assert.Equal(("node-1", 22d, 10, "bastion"), (connection.Host, connection.Port, connection.DialErrorLimit, connection.Proxy!.Host));
    }

    [Fact]
    public async Task Runs_a_local_command_as_a_function()
    {
        var recorder = new Recorder { AnswerCall = args => args.Args.Add("stdout", "hi").Add("stderr", "") };
        Output<Local.RunResult> result = null!;
        await recorder.Update(() => result = Local.Run.Invoke(new() { Command = "echo hi" }));

        Assert.Equal("hi", (await result.Read()).Value.Stdout);
        Assert.Equal("command:local:run", Assert.Single(recorder.Calls).Token);
    }

    [Fact]
    public void Compares_open_enums_by_value()
    {
        Assert.True(Remote.Logging.None == Remote.Logging.None);
        Assert.True(Remote.Logging.None != Remote.Logging.Stdout);
        Assert.Equal("stderr", (string)Remote.Logging.Stderr);
        Assert.Equal("none", Remote.Logging.None.ToString());
    }
}
