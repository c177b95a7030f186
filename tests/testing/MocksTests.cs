using Basecamp.Testing.Tests.Programs;
using Pulumi;
using Pulumi.Random;
using Command = Pulumi.Command;

namespace Basecamp.Testing.Tests;

public class MocksTests
{
    [Fact]
    public async Task Passwords_are_secret_distinct_and_the_same_in_every_run()
    {
        static void Program()
        {
            _ = new RandomPassword("one", new() { Length = 24 });
            _ = new RandomPassword("two", new() { Length = 24 });
        }

        var first = await RecordedStack.RunAsync(Program);
        var second = await RecordedStack.RunAsync(Program);

        var results = first.Resources.Select(resource => resource.Outputs["result"]).ToList();
        Assert.All(results, result => Assert.True(result.IsSecret));
        Assert.All(results, result => Assert.Equal(24, Assert.IsType<string>(result.Value).Length));
        Assert.NotEqual(results[0].Value, results[1].Value);
        Assert.Equal(results.Select(result => result.Value), second.Resources.Select(resource => resource.Outputs["result"].Value));
    }

    [Fact]
    public async Task A_command_has_empty_output_unless_mocked()
    {
        var outputs = new List<string>();
        await RecordedStack.RunAsync(() =>
        {
            var command = new Command.Local.Command("echo", new() { Create = "echo" });
            command.Stdout.Apply(text => { outputs.Add($"<{text}>"); return text; });
        });
        await RecordedStack.RunAsync(() =>
        {
            var command = new Command.Local.Command("echo", new() { Create = "echo" });
            command.Stdout.Apply(text => { outputs.Add($"<{text}>"); return text; });
        }, new()
        {
            Mocks = new Dictionary<string, Func<MockedResource, Dictionary<string, object?>>>
            {
                ["command:local:Command"] = command => new() { ["stdout"] = $"{command.Name} ran {command.Inputs["create"]}" },
            },
        });

        Assert.Equal(["<>", "<echo ran echo>"], outputs);
    }

    [Fact]
    public async Task A_stack_reference_reads_the_given_outputs()
    {
        var stack = await RecordedStack.RunAsync(async () =>
        {
            await Task.Yield();
            var homelab = new StackReference("organization/basecamp/homelab");
            return new Dictionary<string, object?>
            {
                ["endpoint"] = homelab.RequireOutput("endpoint"),
                ["absent"] = homelab.GetOutput("nothing"),
            };
        }, new()
        {
            StackReferences = new Dictionary<string, IReadOnlyDictionary<string, object?>>
            {
                ["organization/basecamp/homelab"] = new Dictionary<string, object?> { ["endpoint"] = "https://10.0.0.10:6443" },
            },
        });

        Assert.Equal("https://10.0.0.10:6443", stack.Outputs["endpoint"].Value);
        Assert.Null(stack.Outputs["absent"].Value);
    }

    [Fact]
    public async Task A_connection_is_secret_as_a_whole_and_its_key_by_itself()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new Command.Remote.Command("prepare", new()
        {
            Connection = new Command.Remote.Inputs.ConnectionArgs { Host = "10.0.0.11", PrivateKey = "-----BEGIN" },
            Create = "true",
        }));

        var command = stack.Resources.Single();
        Assert.Equal(["connection", "connection.privateKey"], command.SecretInputs.Order());
        Assert.Equal("10.0.0.11", command.Input("connection.host"));
    }

    [Fact]
    public async Task Single_tells_what_there_is()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            _ = new Widget("a", new());
            _ = new Widget("b", new());
        });

        var several = Assert.Throws<InvalidOperationException>(() => stack.Single("test:index:Widget"));
        Assert.Equal("Expected one test:index:Widget, found 2: a, b.", several.Message);
        var named = Assert.Throws<InvalidOperationException>(() => stack.Single("test:index:Widget", "c"));
        Assert.Equal("Expected one test:index:Widget named 'c', found none. That type has: a, b.", named.Message);
        var none = Assert.Throws<InvalidOperationException>(() => stack.Single("test:index:Gadget"));
        Assert.Equal("Expected one test:index:Gadget, found none. The stack has: test:index:Widget.", none.Message);
    }

    [Fact]
    public async Task Ten_thousand_resources_are_all_recorded()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            for (var group = 0; group < 100; group++)
            {
                var number = group;
                _ = new Group($"group-{number}", children: parent =>
                {
                    Widget? previous = null;
                    for (var i = 0; i < 99; i++)
                        previous = new Widget($"widget-{number}-{i}", new() { Text = previous is null ? "x" : previous.Text, Count = i },
                            new() { Parent = parent });
                });
            }
        });

        Assert.Equal(10_000, stack.Resources.Count);
        Assert.All(stack.Resources, resource => Assert.True(resource.IsRegistered));
    }
}
