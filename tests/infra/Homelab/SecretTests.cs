using Basecamp.Components.Hosts;
using Basecamp.Components.Topology;
using Basecamp.Infra.Homelab;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Homelab;

/// <summary>Where secrets may be, and that they are nowhere else.</summary>
public sealed class SecretTests
{
    static readonly HomelabTopology Secretive = Topologies.Ha with
    {
        K3s = Topologies.Ha.K3s with { Token = new("server-token-1234567890") },
        Registries = new() { Access = new Dictionary<string, RegistryAccessSpec> { ["hub.lan"] = new() { Username = "u", Password = new("registry-password") } } },
    };

    static readonly string[] Secrets = ["server-token-1234567890", "registry-password", "AKIAEXAMPLEACCESS", "wJalrExampleSecret", "top-secret-key"];

    [Fact]
    public async Task Every_host_command_logs_nothing_and_keeps_its_output_secret()
    {
        var stack = await HomelabRun.Of(Secretive);
        Assert.All(stack.Commands(), command =>
        {
            Assert.Equal("none", command.Inputs["logging"]);
            Assert.Equal(["stderr", "stdout"], command.Options.AdditionalSecretOutputs.Where(output => output != "connection").Order(StringComparer.Ordinal));
            Assert.Equal(false, command.Inputs["addPreviousOutputInEnv"]);
        });
    }

    [Fact]
    public async Task Tokens_and_keys_are_only_in_inputs_marked_secret()
    {
        var stack = await HomelabRun.Of(Secretive);
        foreach (var resource in stack.Resources)
            foreach (var (path, value) in Texts(resource.Inputs, ""))
                if (Secrets.Any(secret => value.Contains(secret, StringComparison.Ordinal) || Decoded(value).Contains(secret, StringComparison.Ordinal)))
                    Assert.True(resource.IsSecret(path), $"{resource}: {path} holds a secret in plain sight.");
    }

    [Fact]
    public async Task The_generated_tokens_are_secret_too()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);
        Assert.All(Topologies.Ha.Nodes, node => Assert.True(stack.Command($"ha-{node.Name}-k3s").IsSecret("stdin")));
        Assert.True(stack.Single("basecamp:index:ClusterTokens").Outputs["server"].IsSecret);
        Assert.True(stack.Single("basecamp:index:K3sCluster").Outputs["kubeconfig"].IsSecret);
    }

    [Fact]
    public async Task Servers_and_agents_join_with_different_tokens_and_agents_never_hold_the_servers_one()
    {
        var stack = await HomelabRun.Of(Secretive);
        var (server, agent) = (HostDocument.Of(stack.Command("ha-cp2-k3s")), HostDocument.Of(stack.Command("ha-w1-k3s")));

        Assert.Equal("server-token-1234567890", server["TOKEN"]);
        Assert.Equal(agent["TOKEN"], server.Files["/etc/rancher/k3s/agent-token"].Text);
        Assert.NotEqual(server["TOKEN"], agent["TOKEN"]);
        Assert.DoesNotContain("/etc/rancher/k3s/agent-token", agent.Files.Keys);
        Assert.DoesNotContain(agent.Files.Values, file => file.Text.Contains("server-token-1234567890", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_on_the_machines_are_readable_by_root_only()
    {
        var stack = await HomelabRun.Of(Secretive);
        Assert.All(
            stack.Commands().SelectMany(command => HostDocument.Of(command).Files),
            file => Assert.Equal("0600", file.Value.Mode));
    }

    [Fact]
    public async Task No_command_line_holds_anything_but_its_script()
    {
        var stack = await HomelabRun.Of(Secretive);
        var scripts = new[] { "prepare", "preflight", "node-admit", "node-forget", "node-install", "node-uninstall", "node-settle", "node-drain", "kubeconfig", "etcd-snapshot" }
            .SelectMany(script => new[] { HostScript.AsRoot(script), HostScript.AsRoot(script, "create"), HostScript.AsRoot(script, "update") })
            .ToHashSet();
        Assert.All(stack.Commands(), command =>
        {
            Assert.Contains((string)command.Inputs["create"], scripts);
            Assert.True(!command.Inputs.TryGetValue("delete", out var delete) || scripts.Contains((string)delete));
            Assert.False(command.Inputs.ContainsKey("environment"));
            Assert.True(!command.Inputs.TryGetValue("update", out var update) || scripts.Contains((string)update));
        });
    }

    [Fact]
    public void The_files_for_review_hold_no_secret()
    {
        var files = HomelabFiles.For(Secretive);
        Assert.All(files, file => Assert.DoesNotContain(Secrets, secret => file.Value.Contains(secret, StringComparison.Ordinal)));
        Assert.Contains("(not shown)", files["cp1/etc/rancher/k3s/registries.yaml"], StringComparison.Ordinal);
        Assert.Contains("(not shown)", files["cp1/etc/rancher/k3s/config.yaml.d/20-snapshot-upload.yaml"], StringComparison.Ordinal);
    }

    static string Decoded(string document) => document.StartsWith("basecamp-input", StringComparison.Ordinal)
        ? string.Join('\n', HostDocument.Parse(document).Files.Values.Select(file => file.Text))
        : "";

    static IEnumerable<(string Path, string Text)> Texts(object? value, string path) => value switch
    {
        string text => [(path, text)],
        IEnumerable<KeyValuePair<string, object>> map => map.SelectMany(entry => Texts(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")),
        System.Collections.IEnumerable list => list.Cast<object>().SelectMany((item, index) => Texts(item, $"{path}[{index}]")),
        _ => [],
    };
}
