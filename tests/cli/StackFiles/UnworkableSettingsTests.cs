using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Cli.Tests.StackFiles;

/// <summary>Settings that are fine each for itself and cannot work together: found before the first resource, and gone with the remedy.</summary>
public sealed class UnworkableSettingsTests
{
    const string Shop = "basecamp:apps.services.shop";
    const string Query = """{ "max": 9, "query": "sum(rate(requests[1m]))", "perReplica": 100 }""";

    /// <summary>What is wrong, as edits; the findings; and the edit that mends it.</summary>
    public static TheoryData<string, string[], string[], string> Cases => new()
    {
        {
            "a query without Prometheus",
            [$"{Shop}.scaling={Query}", "basecamp:platform.keda={}", "basecamp:platform.monitoring=null", "basecamp:apps.triage=null", "basecamp:platform.logs=null", "basecamp:platform.nodeCare=null"],
            [$"{Shop}.scaling.query: is set, but there is no Prometheus that answers it. Add `basecamp:platform.monitoring: {{}}`, or scale by `cpuPercent`."],
            $"{Shop}.scaling=null"
        },
        {
            "scaling by CPU without metrics-server",
            [$"{Shop}.scaling={{ \"max\": 9 }}", """basecamp:homelab.k3s.serverConfig.disable=["local-storage","metrics-server"]"""],
            [$"{Shop}.scaling: scales by CPU usage, which metrics-server measures, but `k3s.serverConfig.disable` of `basecamp:homelab` holds \"metrics-server\". "
                + "Remove that entry, or scale by `query`."],
            """basecamp:homelab.k3s.serverConfig.disable=["local-storage"]"""
        },
        {
            "a platform without DNS",
            ["""basecamp:homelab.k3s.serverConfig.disable=["local-storage","coredns"]"""],
            ["basecamp:platform: needs DNS in the cluster, but `k3s.serverConfig.disable` of `basecamp:homelab` holds \"coredns\". Remove that entry."],
            """basecamp:homelab.k3s.serverConfig.disable=["local-storage"]"""
        },
        {
            "connections with namespaces that nobody creates",
            [$"{Shop}.connectTo={{ \"pods\": [{{ \"namespace\": \"blgo\", \"ports\": [8080] }}] }}", "basecamp:apps.services.blog.allowFrom=[{ \"namespace\": \"elsewhere\" }]"],
            [
                "basecamp:apps.services.blog.allowFrom[0].namespace: is \"elsewhere\", which nothing in this stack creates. Correct it, or add the namespace to `basecamp:platform.namespaces`.",
                $"{Shop}.connectTo.pods[0].namespace: is \"blgo\", which nothing in this stack creates. Did you mean `blog`? Correct it, or add the namespace to `basecamp:platform.namespaces`.",
            ],
            """basecamp:platform.namespaces=[{ "name": "blgo", "tier": "app" }, { "name": "elsewhere", "tier": "app" }]"""
        },
        {
            "more pods than the namespace's quota",
            [$"{Shop}.replicas=100"],
            [$"{Shop}.replicas: runs up to 101 pods in the namespace \"shop\", including one extra during a rollout, but the quota allows 100. "
                + "Lower it, or run it in a namespace of `basecamp:platform.namespaces` with a larger `maxPods`."],
            $"{Shop}.replicas=99"
        },
        {
            "hosts without certificates",
            ["basecamp:platform.certificates=null", "basecamp:platform.postgres=null", "basecamp:apps.triage=null", "basecamp:platform.monitoring=null", "basecamp:platform.logs=null",
                "basecamp:platform.nodeCare=null"],
            ["basecamp:platform.ingress: publishes hosts over HTTPS, but there are no certificates: visitors would be shown the controller's self-signed one. Add `certificates: {}` for "
                + "a certificate authority of the cluster, or `certificates.acme` for public certificates."],
            "basecamp:platform.certificates={}"
        },
        {
            "a release from the future",
            ["basecamp:homelab.k3s.version=\"v1.99.0+k3s1\""],
            ["basecamp:homelab.k3s.version: is \"v1.99.0+k3s1\", but the newest release that this version of basecamp knows is v1.36: whether K3s still takes the flags that are "
                + "written, and Kubernetes the objects, was not tested. Choose an older one, or update basecamp."],
            "basecamp:homelab.k3s.version=\"v1.36.4+k3s1\""
        },
        {
            "parameters that the operator decides",
            ["""basecamp:platform.postgres={ "clusters": { "main": { "databases": [{ "name": "shop" }], "parameters": { "archive_mode": "off", "work_mem": "8MB" } } } }"""],
            ["basecamp:platform.postgres.clusters.main.parameters.archive_mode: is decided by the operator, which refuses a cluster that sets it. Set `backup` instead."],
            """basecamp:platform.postgres.clusters.main.parameters={ "work_mem": "8MB" }"""
        },
        {
            "a node with the API server's name",
            ["basecamp:homelab.nodes[3].name=\"kubernetes\""],
            ["basecamp:homelab.nodes[3].name: is \"kubernetes\", the name that every cluster gives its API server. Give it a name such as server-1."],
            "basecamp:homelab.nodes[3].name=\"w1\""
        },
        {
            "a host key that the provider cannot ask for",
            ["basecamp:homelab.nodes[3].hostKey=\"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7\""],
            ["basecamp:homelab.nodes[3].hostKey: is an RSA key, which cannot be used: for this type of key Pulumi's provider asks for an ssh-rsa (SHA-1) signature, "
                + "which OpenSSH 8.8 and later refuse. Write the type and the key, such as \"ssh-ed25519 AAAA…\" (`ssh-keyscan -t ed25519 HOST` prints it after the host)."],
            "basecamp:homelab.nodes[3].hostKey=null"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_and_accepted_once_it_is_mended(string what, string[] edits, string[] findings, string remedy)
    {
        var config = HaStack.Config();
        foreach (var edit in edits)
            Apply(config, edit);
        Assert.Equal($"{what}:\n{string.Join('\n', findings)}", $"{what}:\n{string.Join('\n', HaStack.Problems(config))}");

        Apply(config, remedy);
        Assert.Empty(HaStack.Problems(config));
    }

    [Theory]
    [InlineData("basecamp:platform.cnpg", "{}", "is not a setting here. PostgreSQL is `basecamp:platform.postgres`.")]
    [InlineData("basecamp:platform.traefik", "{}", "is not a setting here. Traefik is installed by `basecamp:platform.ingress`; the one that K3s brings, by `basecamp:homelab.network.ingress: bundled`.")]
    [InlineData("basecamp:platform.vault", "{}", "is not a setting here. Vault is `basecamp:platform.secrets.vault`.")]
    [InlineData("basecamp:platform.harbor", "{}", "is not a setting here. It is not offered. Nodes pull through mirrors in `basecamp:homelab.registries`; or run its chart as an app, `basecamp:apps.charts`.")]
    [InlineData("basecamp:homelab.network.metallb", "{}", "is not a setting here. MetalLB is `basecamp:homelab.network.loadBalancer: metallb`, with `loadBalancerPool` beside it.")]
    [InlineData("basecamp:homelab.nodes[0].role", "\"control-plane\"", "is \"control-plane\", but must be `server` or `agent`. Did you mean `server`?")]
    [InlineData("basecamp:homelab.nodes[3].role", "\"worker\"", "is \"worker\", but must be `server` or `agent`. Did you mean `agent`?")]
    [InlineData("basecamp:homelab.network.cni", "\"cillium\"", "is \"cillium\", but must be `flannel`, `cilium` or `calico`. Did you mean `cilium`?")]
    public void A_word_from_elsewhere_gets_the_place_where_the_thing_is(string path, string json, string message)
    {
        var config = HaStack.Config();
        config.Set(path, json);
        Assert.Equal([new Problem(path, message)], HaStack.Problems(config));
    }

    [Fact]
    public void The_list_of_settings_is_given_once_for_ten_wrong_keys()
    {
        var config = HaStack.Config();
        foreach (var number in Enumerable.Range(0, 10))
            config.Set($"basecamp:platform.zzz{number}", "{}");

        var problems = HaStack.Problems(config);

        Assert.Equal(10, problems.Count);
        Assert.Single(problems, problem => problem.Message.Contains("Known here: ", StringComparison.Ordinal));
    }

    [Fact]
    public void No_word_from_elsewhere_is_a_setting_s_own_name_in_the_section_where_it_is()
    {
        var names = ConfigurationNames.SettingsOf(typeof(Infra.Platform.PlatformSettings)).Select(ConfigurationNames.Of);
        var config = HaStack.Config();
        foreach (var name in names)
            config.Set($"basecamp:platform.{name}", "null");
        Assert.DoesNotContain(HaStack.Problems(config), problem => problem.Message.StartsWith("is not a setting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("network.cni", "\"calico\"")]
    [InlineData("network.kubeProxyReplacement", "false")]
    public void A_living_cluster_keeps_its_pod_network(string path, string json)
    {
        var (before, after) = (HaStack.Config(), HaStack.Config());
        after.Set($"basecamp:homelab.{path}", json);
        if (path == "network.cni")
            after.Set("basecamp:homelab.network.loadBalancer", "\"metallb\"");

        var refused = TopologyChange.Refuse(Topology(before), Topology(after));

        Assert.Contains(refused, problem => problem.Path == $"basecamp:homelab.{path}" && problem.Message.Contains("is fixed after the first start", StringComparison.Ordinal));
        Assert.Empty(TopologyChange.Refuse(Topology(before), Topology(before)));
    }

    static HomelabTopology Topology(Dictionary<string, System.Text.Json.Nodes.JsonObject> config) =>
        HomelabConfiguration.Read(config["basecamp:homelab"].ToJsonString()).Topology!;

    static void Apply(Dictionary<string, System.Text.Json.Nodes.JsonObject> config, string edit)
    {
        var at = edit.IndexOf('=', StringComparison.Ordinal);
        config.Set(edit[..at], edit[(at + 1)..]);
    }
}
