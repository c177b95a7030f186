using Basecamp.Components.K3s;
using Basecamp.Components.K3s.Config;
using Basecamp.Tests;
using YamlDotNet.Serialization;

namespace Basecamp.Components.Tests.K3s;

/// <summary>Every key we can write against the flags of the pinned release: a server skips an unknown key, an agent dies of it.</summary>
public sealed class K3sConfigContractTests
{
    static readonly HashSet<string> ServerFlags = Flags("server");
    static readonly HashSet<string> AgentFlags = Flags("agent");

    [Theory]
    [InlineData(typeof(ClusterConfig))]
    [InlineData(typeof(NodeConfig))]
    [InlineData(typeof(RegistrationConfig))]
    [InlineData(typeof(SnapshotUploadConfig))]
    [InlineData(typeof(DatastoreConfig))]
    public void Servers_know_every_key(Type type) => Assert.Empty(K3sYaml.KeysOf(type).Except(ServerFlags));

    [Theory]
    [InlineData(typeof(NodeConfig))]
    [InlineData(typeof(RegistrationConfig))]
    public void Agents_know_every_key_of_the_files_they_get(Type type) => Assert.Empty(K3sYaml.KeysOf(type).Except(AgentFlags));

    [Fact]
    public void A_misspelt_key_would_be_found() => Assert.Equal(["kubelet-args"], K3sYaml.KeysOf(typeof(Misspelt)).Except(ServerFlags));

    [Fact]
    public void Server_keys_would_be_found_in_an_agents_file() => Assert.NotEmpty(K3sYaml.KeysOf(typeof(ClusterConfig)).Except(AgentFlags));

    [Fact]
    public void An_agents_file_holds_only_agent_keys()
    {
        var topology = Topologies.Ha;
        var agent = ClusterPlan.For(topology).PlanOf(topology.Agents.First());
        Assert.Empty(Keys(agent.ConfigYaml()).Except(AgentFlags));
    }

    [Fact]
    public void Every_value_that_must_match_is_the_same_on_all_servers()
    {
        var topology = Topologies.Ha;
        var plan = ClusterPlan.For(topology);
        string[] own = ["node-name", "node-ip"];

        var files = topology.Servers.Select(server => Yaml(plan.PlanOf(server).ConfigYaml())).ToList();

        Assert.Equal(3, files.Count);
        Assert.All(files, file => Assert.Equal(
            Write(files[0].Where(entry => !own.Contains(entry.Key))),
            Write(file.Where(entry => !own.Contains(entry.Key)))));
        Assert.Equal(["cp1", "cp2", "cp3"], files.Select(file => file["node-name"]));
    }

    [Fact]
    public void The_main_file_never_decides_about_founding_or_joining()
    {
        var topology = Topologies.Ha;
        var plan = ClusterPlan.For(topology);
        Assert.All(topology.Nodes, node =>
            Assert.Empty(Keys(plan.PlanOf(node).ConfigYaml()).Intersect(["cluster-init", "server", "token", "agent-token", "cluster-reset"])));
    }

    [Fact]
    public void The_kubeconfig_mode_is_a_string_in_yaml_1_1() =>
        Assert.Contains("write-kubeconfig-mode: \"0600\"", ClusterPlan.For(Topologies.Lab).PlanOf(Topologies.Lab.Nodes[0]).ConfigYaml(), StringComparison.Ordinal);

    [Fact]
    public void User_keys_are_merged_last()
    {
        var topology = Topologies.Lab with
        {
            K3s = Topologies.Lab.K3s with { ServerConfig = new Dictionary<string, object> { ["cluster-domain"] = "home.arpa", ["debug"] = true } },
        };
        var file = Yaml(ClusterPlan.For(topology).PlanOf(topology.Nodes[0]).ConfigYaml());
        Assert.Equal(("home.arpa", "true"), (file["cluster-domain"], file["debug"]));
    }

    [Fact]
    public void A_users_argument_joins_ours_instead_of_dropping_the_hardening()
    {
        var topology = Topologies.Lab with
        {
            K3s = Topologies.Lab.K3s with
            {
                ServerConfig = new Dictionary<string, object> { ["kube-apiserver-arg"] = new List<object> { "v=2" }, ["disable"] = "metrics-server" },
            },
        };
        var file = Yaml(ClusterPlan.For(topology).PlanOf(topology.Nodes[0]).ConfigYaml());

        var arguments = (List<object>)file["kube-apiserver-arg"];
        Assert.Equal("v=2", arguments[^1]);
        Assert.Contains("enable-admission-plugins=NodeRestriction,EventRateLimit", arguments);
        Assert.Equal(["traefik", "kube-vip", "metrics-server"], (List<object>)file["disable"]);
    }

    static HashSet<string> Flags(string role) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "contracts", "k3s", $"{role}-flag-names.txt")).Where(line => line.Length > 0)];

    static Dictionary<string, object> Yaml(string text) => new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);

    static Dictionary<string, object>.KeyCollection Keys(string text) => Yaml(text).Keys;

    static string Write(IEnumerable<KeyValuePair<string, object>> entries) =>
        new SerializerBuilder().Build().Serialize(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary());

    sealed record Misspelt
    {
        [K3sKey("kubelet-args")] public string? KubeletArgs { get; init; }
    }
}
