namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Whether a node founds, joins, or belongs. The accident to prevent is a second cluster (k3s-ansible#269).</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class MembershipTests : IDisposable
{
    const string JoinFile = "/etc/rancher/k3s/config.yaml.d/10-join.yaml";
    const string Data = "/var/lib/rancher/k3s/server/db";

    readonly FakeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    static string Others(string own) =>
        string.Join(' ', ((string[])["10.0.0.11", "10.0.0.12", "10.0.0.13"]).Where(address => address != own)
            .Select(address => $"https://{address}:6443"));

    static ScriptResult Install(Sandbox host, bool found, int expected = 0) =>
        host.Expect(expected, "node-install", Inputs.Install(host, peers: Others(host.Address), found: found));

    (Sandbox, Sandbox, Sandbox) ThreeServers()
    {
        var (one, two, three) = (cluster.Host("cp1", "10.0.0.11"), cluster.Host("cp2", "10.0.0.12"), cluster.Host("cp3", "10.0.0.13"));
        Install(one, found: true);
        Install(two, found: false);
        Install(three, found: false);
        return (one, two, three);
    }

    [Fact]
    public void The_first_server_founds_and_the_others_join_it()
    {
        var (one, two, three) = ThreeServers();
        Assert.Equal(["founded cp1", "joined cp2", "joined cp3"], cluster.Events);
        Assert.Equal(Inputs.Token, File.ReadAllText(Path.Combine(cluster.Root, "token")).Trim());
        Assert.Contains("server: \"https://10.0.0.12:6443\"", one.Read(JoinFile), StringComparison.Ordinal);
        Assert.Contains("server: \"https://10.0.0.11:6443\"", two.Read(JoinFile), StringComparison.Ordinal);
        Assert.DoesNotContain("cluster-init", one.Read(JoinFile) + two.Read(JoinFile) + three.Read(JoinFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_server_keeps_no_join_file()
    {
        var host = cluster.Host("cp1");
        host.Succeed("node-install", Inputs.Install(host, found: true));
        Assert.False(host.Has(JoinFile));
        Assert.Equal(["founded cp1"], cluster.Events);
    }

    [Theory]
    [InlineData("cp1")]
    [InlineData("cp2")]
    [InlineData("cp3")]
    public void A_server_that_lost_its_disk_rejoins_whichever_it_is(string lost)
    {
        var (one, two, three) = ThreeServers();
        var host = new[] { one, two, three }.Single(server => server.Name == lost);
        host.Delete("/var/lib/rancher");
        host.Delete("/var/lib/basecamp");
        host.Delete("/etc/rancher");
        host.Delete("/usr/local/bin/k3s");
        host.Delete(".sandbox/units/k3s");
        cluster.Delete($"up/{host.Address}:6443");
        var peer = host == one ? two : one;
        cluster.Write($"nodes/{lost}/ready", "Unknown");
        cluster.Write($"nodes/{lost}/ready-since", "2026-01-01T00:00:00Z");
        peer.Succeed("node-admit create", Inputs.Admit(lost, host.Address, "server"));
        var result = Install(host, found: lost == "cp1");
        result.Prints("joined=joined");
        Assert.Equal(["cp1"], cluster.Founders);
    }

    [Fact]
    public void A_server_without_data_refuses_to_found_when_nobody_answers()
    {
        var host = cluster.Host("cp2", "10.0.0.12");
        var result = Install(host, found: false, expected: 3);
        result.Says("cp2 has no cluster data and no server answers");
        result.Says("restore a snapshot");
        Assert.Empty(cluster.Founders);
        Assert.False(host.Has("/usr/local/bin/k3s"));
        Assert.False(host.Has("/etc/rancher"));
    }

    [Fact]
    public void A_founder_that_lost_its_data_refuses_to_found_again_when_nobody_answers()
    {
        var host = cluster.Host("cp1");
        Install(host, found: true);
        host.Delete("/var/lib/rancher");
        cluster.Delete("up/10.0.0.11:6443");
        Install(host, found: true, expected: 3).Says("was a member of a cluster, its data is gone");
        Assert.Equal(["cp1"], cluster.Founders);
    }

    [Fact]
    public void A_founder_may_found_again_after_it_was_uninstalled()
    {
        var host = cluster.Host("cp1");
        Install(host, found: true);
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        cluster.Delete("nodes/cp1/version");
        Install(host, found: true);
        Assert.Equal(["cp1", "cp1"], cluster.Founders);
    }

    [Fact]
    public void A_founder_waits_for_a_server_that_is_starting_instead_of_founding_beside_it()
    {
        var host = cluster.Host("cp1");
        cluster.Write("up/10.0.0.12:6443", "starting");
        Install(host, found: true, expected: 3).Says("answers but is not ready");
        Assert.Empty(cluster.Founders);
    }

    [Fact]
    public void A_founder_joins_a_server_that_finishes_starting()
    {
        var host = cluster.Host("cp1");
        cluster.Write("up/10.0.0.12:6443", "starting");
        cluster.Write("token", Inputs.Token);
        host.Write(".sandbox/on-sleep", "#!/usr/bin/env bash\n(($1 < 1100)) || echo up >/.cluster/up/10.0.0.12:6443\n",
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Install(host, found: true).Prints("joined=joined");
        Assert.Empty(cluster.Founders);
    }

    [Fact]
    public void Refuses_to_judge_a_silent_cluster_without_curl()
    {
        var host = cluster.Host("cp1");
        File.Delete(host.At("usr/sbin/curl"));
        Install(host, found: true, expected: 1).Says("curl is missing");
        Assert.Empty(cluster.Founders);
    }

    [Fact]
    public void A_member_starts_without_peers()
    {
        var (one, two, _) = ThreeServers();
        foreach (var address in (string[])["10.0.0.11", "10.0.0.12", "10.0.0.13"])
            cluster.Delete($"up/{address}:6443");
        one.Delete(".sandbox/units/k3s/active");
        Install(one, found: true).Prints("joined=member");
        Assert.NotNull(two);
    }

    [Fact]
    public void Data_of_a_removed_member_does_not_count_as_membership()
    {
        var (one, two, _) = ThreeServers();
        two.Write($"{Data}/etcd/tombstone", "");
        two.Delete(".sandbox/units/k3s/active");
        Directory.Delete(Path.Combine(cluster.Root, "nodes", "cp2"), recursive: true);
        Install(two, found: false).Prints("joined=joined");
        Assert.NotNull(one);
    }

    [Fact]
    public void A_working_join_address_is_left_alone()
    {
        var (_, _, three) = ThreeServers();
        three.Write(JoinFile, three.Read(JoinFile).Replace("10.0.0.11", "10.0.0.12", StringComparison.Ordinal));
        Install(three, found: false);
        Assert.Contains("10.0.0.12", three.Read(JoinFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_address_that_is_no_peer_any_more_is_replaced_without_a_restart()
    {
        var (_, two, _) = ThreeServers();
        var result = two.Succeed("node-install", Inputs.Install(two, peers: "https://10.0.0.13:6443"));
        Assert.Contains("10.0.0.13", two.Read(JoinFile), StringComparison.Ordinal);
        Assert.Equal("changed=true\nrestarted=false\njoined=member\n", result.Output);
    }

    [Fact]
    public void A_server_on_an_external_datastore_has_no_join_file()
    {
        var host = cluster.Host("cp1");
        cluster.Write("up/10.0.0.12:6443", "up");
        host.Succeed("node-install", Inputs.Install(host, peers: Others("10.0.0.11"), found: true).Set("DATASTORE", "external"));
        Assert.False(host.Has(JoinFile));
    }

    [Fact]
    public void An_agent_joins_the_first_server_that_answers()
    {
        var server = cluster.Host("cp1");
        Install(server, found: true);
        var agent = cluster.Host("w1", "10.0.0.21");
        var result = agent.Succeed("node-install", Inputs.Install(agent, "agent", "https://10.0.0.12:6443 https://10.0.0.11:6443"));
        Assert.Equal("changed=true\nrestarted=true\njoined=joined\n", result.Output);
        Assert.Contains("server: \"https://10.0.0.11:6443\"", agent.Read(JoinFile), StringComparison.Ordinal);
        agent.Succeed("node-install", Inputs.Install(agent, "agent", "https://10.0.0.11:6443")).Prints("joined=member");
    }

    [Fact]
    public void An_agent_refuses_when_no_server_answers()
    {
        var agent = cluster.Host("w1", "10.0.0.21");
        var result = agent.Expect(3, "node-install", Inputs.Install(agent, "agent", "https://10.0.0.11:6443"));
        result.Says("no server of https://10.0.0.11:6443 answered within 300 s");
        Assert.False(agent.Has("/etc/rancher"));
    }

    [Fact]
    public void A_joining_node_with_another_token_fails_and_shows_no_token()
    {
        var server = cluster.Host("cp1");
        Install(server, found: true);
        var other = cluster.Host("cp2", "10.0.0.12");
        var result = other.Expect(1, "node-install", Inputs.Install(other, peers: Others("10.0.0.12")).Set("TOKEN", "another-t0ken"));
        result.Says("token mismatch: <token>");
        Assert.DoesNotContain("another-t0ken", result.Messages + result.Output, StringComparison.Ordinal);
    }
}
