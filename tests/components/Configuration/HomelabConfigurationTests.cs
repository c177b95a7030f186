using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Components.Tests.Configuration;

public class HomelabConfigurationTests
{
    const string Smallest = """
        { "provider": "ssh", "cluster": { "name": "home" }, "k3s": { "version": "v1.36.4+k3s1" }, "ssh": {},
          "nodes": [ { "name": "server-1", "address": "192.168.1.11", "role": "server" } ] }
        """;

    [Fact]
    public void Takes_the_defaults_of_the_records_for_everything_left_out()
    {
        var topology = HomelabConfiguration.Parse(Smallest);

        Assert.Equal(new FailoverSpec(), topology.K3s.Failover);
        Assert.Equal(new EtcdSpec(), topology.K3s.Etcd);
        Assert.Equal(new HostSpec(), topology.Host);
        Assert.Equal(new SnapshotSpec(), topology.Snapshots);
        Assert.Equal(new UpgradeSpec(), topology.Upgrade);
        Assert.Equal(["10.42.0.0/16"], topology.Network.PodCidrs);
        Assert.Null(topology.K3s.Token);
        Assert.Null(Assert.Single(topology.Nodes).Taints);
    }

    [Fact]
    public void Reads_every_kind_of_value()
    {
        var topology = HomelabConfiguration.Parse(With("""
            "network": { "flannelBackend": "wireguard-native", "podCidrs": ["10.44.0.0/16"], "kubeProxyReplacement": false },
            "host": { "disableSwap": false, "shutdownGracePeriod": "2m", "journalMaxMiB": 512 },
            "k3s": { "version": "v1.36.4+k3s1", "token": "4f9d2a7be01c8d356b90", "checksums": { "amd64": "DIGEST" },
                     "serverConfig": { "debug": true, "v": 2, "kubelet-arg": ["max-pods=200", "v=2"], "snapshotter": "zfs" } }
            """).Replace("DIGEST", new string('a', 64), StringComparison.Ordinal));

        Assert.Equal(FlannelBackend.WireguardNative, topology.Network.FlannelBackend);
        Assert.Equal(["10.44.0.0/16"], topology.Network.PodCidrs);
        Assert.False(topology.Network.KubeProxyReplacement);
        Assert.False(topology.Host.DisableSwap);
        Assert.Equal(TimeSpan.FromMinutes(2), topology.Host.ShutdownGracePeriod);
        Assert.Equal(512, topology.Host.JournalMaxMiB);
        Assert.Equal("4f9d2a7be01c8d356b90", topology.K3s.Token!.Reveal());
        Assert.Equal(new string('a', 64), topology.K3s.Checksums["amd64"]);
        Assert.Equal(true, topology.K3s.ServerConfig["debug"]);
        Assert.Equal(2, topology.K3s.ServerConfig["v"]);
        Assert.Equal("zfs", topology.K3s.ServerConfig["snapshotter"]);
        Assert.Equal(new List<object> { "max-pods=200", "v=2" }, topology.K3s.ServerConfig["kubelet-arg"]);
    }

    [Fact]
    public void Null_takes_the_default_of_a_setting_that_always_has_a_value()
    {
        var topology = HomelabConfiguration.Parse(With(""" "host": { "disableSwap": null, "firewall": null }, "network": null """));

        Assert.Equal(new HostSpec(), topology.Host);
        Assert.Equal(["10.43.0.0/16"], topology.Network.ServiceCidrs);
    }

    [Fact]
    public void Null_clears_a_setting_that_may_be_without_value()
    {
        Assert.Equal(1024, HomelabConfiguration.Parse(With(""" "host": { } """)).Host.JournalMaxMiB);
        Assert.Null(HomelabConfiguration.Parse(With(""" "host": { "journalMaxMiB": null } """)).Host.JournalMaxMiB);
    }

    [Fact]
    public void Null_does_not_stand_for_a_required_setting()
    {
        Assert.False(HomelabConfiguration.TryParse(With(""" "cluster": null """), out _, out var problems));

        Assert.Equal(["basecamp:homelab.cluster"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Accepts_the_placeholder_wherever_a_secret_is_expected()
    {
        var topology = HomelabConfiguration.Parse(With("""
            "ssh": { "privateKey": "[secret]", "privateKeyPassword": "[secret]" },
            "k3s": { "version": "v1.36.4+k3s1", "token": "[secret]" }
            """));

        Assert.True(topology.K3s.Token!.IsPlaceholder);
        Assert.True(topology.Ssh!.PrivateKey!.IsPlaceholder);
    }

    [Fact]
    public void Throws_one_exception_with_every_finding()
    {
        var configuration = With(""" "nodes": [], "ssh": null """);

        var thrown = Assert.Throws<InvalidConfigurationException>(() => HomelabConfiguration.Parse(configuration));

        Assert.Equal(["basecamp:homelab.ssh", "basecamp:homelab.nodes"], thrown.Problems.Select(problem => problem.Path));
        Assert.StartsWith("The stack's configuration has 2 problems:\n  basecamp:homelab.ssh: is", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_mistakes_of_form_and_of_sense_at_once()
    {
        Assert.False(HomelabConfiguration.TryParse(With(""" "nodes": [], "snapshot": {} """), out _, out var problems));

        Assert.Equal(["basecamp:homelab.snapshot", "basecamp:homelab.nodes"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_setting_s_old_name_gets_the_new_one()
    {
        var (settings, problems) = SettingsReader.Read<Components.Logs.LogsSpec>("""{ "storageGibibytes": 40 }""", "logs");

        Assert.Equal([new Problem("logs.storageGibibytes", "was renamed to `storageGiB`.")], problems);
        Assert.Equal(40, settings!.StorageGiB);
    }

    [Fact]
    public void A_value_that_nobody_can_guess_keeps_back_mistakes_of_sense()
    {
        Assert.False(HomelabConfiguration.TryParse(With(""" "nodes": [], "network": { "cni": 7 } """), out _, out var problems));

        Assert.Equal(["basecamp:homelab.network.cni"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Begins_paths_with_the_root_it_is_given()
    {
        Assert.False(HomelabConfiguration.TryParse(With(""" "nodes": [{ "name": 1 }] """), out _, out var problems, rootPath: "homelab"));

        Assert.Equal(
            ["homelab.nodes[0].name", "homelab.nodes[0].address", "homelab.nodes[0].role"],
            problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"provider\": hunter2")]
    [InlineData("{ \"provider\": \"ssh\", \"provider\": \"k3d\" }")]
    public void Refuses_what_is_not_json_without_repeating_it(string json)
    {
        Assert.False(HomelabConfiguration.TryParse(json, out _, out var problems));

        Assert.Equal("basecamp:homelab", Assert.Single(problems).Path);
        Assert.DoesNotContain("hunter2", problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"home\"")]
    [InlineData("null")]
    public void Refuses_json_that_is_no_section(string json)
    {
        Assert.False(HomelabConfiguration.TryParse(json, out _, out var problems));

        Assert.Contains("a section of keys is expected", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80443")]
    [InlineData("[\"hunter2\"]")]
    [InlineData("{ \"value\": \"hunter2\" }")]
    [InlineData("true")]
    public void Does_not_show_what_stands_in_place_of_a_secret(string value)
    {
        var configuration = With($$""" "k3s": { "version": "v1.36.4+k3s1", "token": {{value}} } """);

        Assert.False(HomelabConfiguration.TryParse(configuration, out _, out var problems));

        var problem = Assert.Single(problems);
        Assert.Equal("basecamp:homelab.k3s.token", problem.Path);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("80443", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>The smallest configuration, with keys replaced or added.</summary>
    static string With(string keys)
    {
        var configuration = System.Text.Json.Nodes.JsonNode.Parse(Smallest)!.AsObject();
        foreach (var (key, value) in System.Text.Json.Nodes.JsonNode.Parse($"{{{keys}}}")!.AsObject())
            configuration[key] = value?.DeepClone();
        return configuration.ToJsonString();
    }
}
