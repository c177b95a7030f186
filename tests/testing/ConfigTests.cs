using Basecamp.Testing.Tests.Programs;
using Pulumi;

namespace Basecamp.Testing.Tests;

[Collection(ProcessWide.Name)]
public class ConfigTests
{
    [Fact]
    public async Task Hands_config_to_the_program()
    {
        string? own = null, other = null;

        await RecordedStack.RunAsync(() =>
        {
            own = new Config().Require("tiers");
            other = new Config("kubernetes").Get("context");
        }, new()
        {
            ProjectName = "camp",
            Config = new Dictionary<string, string> { ["camp:tiers"] = "[\"homelab\"]", ["kubernetes:context"] = "lab" },
        });

        Assert.Equal("[\"homelab\"]", own);
        Assert.Equal("lab", other);
    }

    [Fact]
    public async Task Ignores_and_restores_config_of_the_environment()
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", "{\"project:leak\":\"yes\"}");
        try
        {
            string? leak = "unset";
            await RecordedStack.RunAsync(() => leak = new Config().Get("leak"));

            Assert.Null(leak);
            Assert.Equal("{\"project:leak\":\"yes\"}", Environment.GetEnvironmentVariable("PULUMI_CONFIG"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);
        }
    }

    [Fact]
    public async Task Hides_and_restores_the_ambient_cluster()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", "/home/somebody/.kube/config");
        try
        {
            string? seen = "unset";
            await RecordedStack.RunAsync(() => seen = Environment.GetEnvironmentVariable("KUBECONFIG"));

            Assert.Null(seen);
            Assert.Equal("/home/somebody/.kube/config", Environment.GetEnvironmentVariable("KUBECONFIG"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", null);
        }
    }

    [Fact]
    public async Task Parallel_runs_see_only_their_own_config_and_resources()
    {
        var stacks = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => RecordedStack.RunAsync(
            async () =>
            {
                var own = new Config().Require("number");
                await Task.Delay(5);
                for (var i = 0; i < 20; i++)
                    _ = new Widget($"widget-{number}-{i}", new() { Text = own });
                return new Dictionary<string, object?>();
            },
            new() { StackName = $"stack-{number}", Config = new Dictionary<string, string> { ["project:number"] = $"{number}" } }))));

        Assert.Equal(Enumerable.Range(0, 8).Select(number => $"stack-{number}"), stacks.Select(stack => stack.StackName));
        for (var number = 0; number < 8; number++)
        {
            Assert.Equal(20, stacks[number].Resources.Count);
            Assert.All(stacks[number].Resources, resource => Assert.Equal($"{number}", resource.Input("text")));
        }
    }

    [Fact]
    public async Task Secret_config_joins_the_secret_values()
    {
        var stack = await RecordedStack.RunAsync(() => { }, new()
        {
            Config = new Dictionary<string, string> { ["project:token"] = "hush-hush", ["project:open"] = "o" },
            SecretConfigKeys = ["project:token"],
            SecretValues = ["another"],
        });

        Assert.Equal(["another", "hush-hush"], stack.SecretValues.Order());
    }
}
