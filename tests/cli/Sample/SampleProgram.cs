using System.Text.Json;
using Basecamp.Components.Configuration;
using Pulumi;
using Pulumi.Random;
using Remote = Pulumi.Command.Remote;

namespace Basecamp.Cli.Tests.Sample;

/// <summary>A small platform in three tiers, shaped by config as basecamp's own program is.</summary>
static class SampleProgram
{
    public static IReadOnlyDictionary<string, string> Files { get; } =
        new Dictionary<string, string> { ["homelab/server-1/config.yaml"] = "cluster-init: true\n" };

    public static IReadOnlyList<Problem> Warnings(IReadOnlyDictionary<string, string> config) =>
        [.. Enumerable.Range(0, config["basecamp:nodes"].Split("\"server-").Length - 1)
            .Select(index => new Problem($"basecamp:nodes[{index}]", "no host key is pinned."))];

    public static Task<IDictionary<string, object?>> DefineAsync()
    {
        var config = new Config();
        var nodes = Nodes(config.Get("nodes") ?? "[]");
        var key = config.GetSecret("sshKey") ?? Output.CreateSecret("no key");
        var homelab = Homelab(nodes, key);
        Platform(config.GetInt32("policies") ?? 2, homelab);
        Apps(config.Get("greeting") ?? "hello");
        return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>
        {
            ["kubeconfig"] = Output.CreateSecret("apiVersion: v1\nkind: Config\ntoken: abcdef123456"),
            ["endpoint"] = "https://192.168.70.10:6443",
        });
    }

    static List<(string Name, string Address, string Role)> Nodes(string json)
    {
        var problems = new Problems("basecamp:nodes");
        var nodes = new List<(string, string, string)>();
        foreach (var node in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            var (name, address) = (node.GetProperty("name").GetString()!, node.GetProperty("address").ToString());
            if (!System.Net.IPAddress.TryParse(address, out _))
                problems.Add($"[{nodes.Count}].address", $"'{address}' is not an IP address. Write it as in 192.168.70.11.");
            nodes.Add((name, address, node.GetProperty("role").GetString()!));
        }
        if (problems.All.Count > 0)
            throw new InvalidConfigurationException(problems.All);
        return nodes;
    }

    static SampleComponent Homelab(List<(string Name, string Address, string Role)> nodes, Output<string> key) =>
        new SampleComponent("basecamp:index:HomelabTier", "homelab", new()).With(tier =>
        {
            var token = new RandomPassword("k3s-token", new() { Length = 48, Special = false }, new() { Parent = tier });
            SampleComponent? previous = null;
            foreach (var (name, address, role) in nodes)
            {
                Resource[] before = previous is null ? [] : [previous];
                var type = role == "server" ? "basecamp:index:K3sServer" : "basecamp:index:K3sAgent";
                previous = new SampleComponent(type, name, new() { Address = address, Role = role }, tier).With(node =>
                {
                    var prepare = Run($"{name}-prepare", address, key, "modprobe br_netfilter", null, node);
                    var install = Run($"{name}-install", address, key, "install-k3s", token.Result, node, prepare);
                    Run($"{name}-ready", address, key, "k3s-ready", null, node, [install, .. before]);
                });
            }
        });

    static Remote.Command Run(
        string name, string address, Output<string> key, string script, Output<string>? stdin, Resource parent, params Resource[] after)
    {
        var args = new Remote.CommandArgs
        {
            Connection = new Remote.Inputs.ConnectionArgs { Host = address, User = "basecamp", PrivateKey = key },
            Create = script,
            Logging = Remote.Logging.None,
        };
        if (stdin is not null)
            args.Stdin = stdin;
        return new(name, args, new() { Parent = parent, DependsOn = after, AdditionalSecretOutputs = { "stdout", "stderr" } });
    }

    static SampleComponent Platform(int policies, Resource homelab) =>
        new SampleComponent("basecamp:index:PlatformTier", "platform", new()).With(tier =>
        {
            var ns = new SampleObject(
                "v1",
                "Namespace",
                "ingress",
                new() { Metadata = new InputMap<object> { ["name"] = "ingress-system" } },
                new() { Parent = tier, DependsOn = { homelab } });
            for (var i = 1; i <= policies; i++)
            {
                _ = new SampleObject("networking.k8s.io/v1", "NetworkPolicy", $"ingress-allow-{i}", new()
                {
                    Metadata = Metadata($"allow-{i}", "ingress-system"),
                    Spec = new InputMap<object>
                    {
                        ["podSelector"] = new Dictionary<string, object>(),
                        ["policyTypes"] = new[] { "Ingress" },
                    },
                }, new() { Parent = tier, DependsOn = { ns } });
            }
            _ = new SampleObject("v1", "Secret", "registry-login", new()
            {
                Metadata = Metadata("registry-login", "ingress-system"),
                Data = Output.CreateSecret(new Dictionary<string, string> { ["password"] = "cGFzc3dvcmQ=" }),
            }, new() { Parent = tier });
        });

    static SampleComponent Apps(string greeting) =>
        new SampleComponent("basecamp:index:AppsTier", "apps", new()).With(tier =>
            _ = new SampleObject("apps/v1", "Deployment", "triage", Triage(greeting), new() { Parent = tier }));

    static SampleObjectArgs Triage(string greeting)
    {
        var container = new Dictionary<string, object>
        {
            ["name"] = "triage",
            ["image"] = "ghcr.io/basecamp/triage:1.4.0@sha256:6f1e",
            ["args"] = new[] { "--greeting", greeting },
        };
        var pod = new Dictionary<string, object> { ["containers"] = new object[] { container } };
        return new()
        {
            Metadata = Metadata("triage", "triage"),
            Spec = new InputMap<object> { ["replicas"] = 2, ["template"] = new Dictionary<string, object> { ["spec"] = pod } },
        };
    }

    static InputMap<object> Metadata(string name, string ns) => new() { ["name"] = name, ["namespace"] = ns };
}
