namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>How a node comes to the wanted version and configuration. Membership has its own tests.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class NodeInstallTests : IDisposable
{
    const string Config = "/etc/rancher/k3s/config.yaml";
    const string NodeConfig = "/etc/rancher/k3s/config.yaml.d/50-node.yaml";
    const string Interface = "/etc/rancher/k3s/config.yaml.d/40-interface.yaml";
    const string Newer = "v1.36.5+k3s1";

    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public NodeInstallTests() => host = cluster.Host("cp1");

    public void Dispose() => cluster.Dispose();

    InputDocument Input => Inputs.Install(host, found: true);

    static string ConfigOf(Sandbox host, string extra) =>
        $"node-name: \"{host.Name}\"\nnode-ip: \"{host.Address}\"\ntoken-file: \"/etc/rancher/k3s/token\"\n{extra}\n";

    int Starts => cluster.Events.Count(
        line => line.StartsWith("restarted", StringComparison.Ordinal) || line.StartsWith("founded", StringComparison.Ordinal));

    [Fact]
    public void A_second_run_changes_nothing()
    {
        host.Succeed("node-install", Input);
        var tree = host.Tree();
        var again = host.Succeed("node-install", Input);
        Assert.Equal("changed=false\nrestarted=false\njoined=member\n", again.Output);
        again.Says("nothing changed on cp1");
        Assert.Equal(tree, host.Tree());
        Assert.Equal(1, Starts);
    }

    [Fact]
    public void Flannel_takes_the_interface_that_has_the_node_s_address()
    {
        host.Write(".sandbox/addresses", $"eth0 10.0.2.15/32\nenp0s8 {host.Address}/32\n");
        var input = Input.Set("FLANNEL_ADDRESS", host.Address);
        host.Succeed("node-install", input);
        Assert.Equal("flannel-iface: \"enp0s8\"\n", host.Read(Interface));
        Assert.Equal("changed=false\nrestarted=false\njoined=member\n", host.Succeed("node-install", input).Output);

        // The interface is called otherwise after a new kernel: K3s has to be told.
        host.Write(".sandbox/addresses", $"eth1 {host.Address}/32\n");
        host.Succeed("node-install", input).Prints("restarted=true");
        Assert.Equal("flannel-iface: \"eth1\"\n", host.Read(Interface));

        // Another pod network finds its interface itself.
        host.Succeed("node-install", Input).Prints("restarted=true");
        Assert.False(host.Has(Interface));
    }

    [Fact]
    public void An_address_that_no_interface_has_is_refused_before_anything_is_written()
    {
        host.Write(".sandbox/addresses", "eth0 10.0.2.15/32\n");
        host.Expect(3, "node-install", Input.Set("FLANNEL_ADDRESS", host.Address)).Says($"no interface of cp1 has the address {host.Address}");
        Assert.False(host.Has(Config));
    }

    [Fact]
    public void A_second_run_downloads_nothing()
    {
        host.Succeed("node-install", Input);
        host.ForgetCalls();
        host.Succeed("node-install", Input);
        Assert.DoesNotContain(host.Calls, call => call.Contains("/download/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(20)]
    [InlineData(27)]
    [InlineData(35)]
    [InlineData(44)]
    [InlineData(54)]
    public void A_run_killed_half_way_is_completed_by_the_next(int call)
    {
        host.RunKilledAt(call, "node-install", Input);
        host.Succeed("node-install", Input);
        using var other = new FakeCluster();
        var reference = other.Host("cp1");
        reference.Succeed("node-install", Input);
        reference.Succeed("node-install", Input);
        host.Succeed("node-install", Input);
        Assert.Equal(reference.Tree(), host.Tree());
        Assert.Single(cluster.Founders);
    }

    [Fact]
    public void Changed_labels_are_written_but_restart_nothing()
    {
        host.Succeed("node-install", Input);
        var changed = host.Succeed("node-install", Input.File("0600", NodeConfig, "node-label:\n  - \"disk=hdd\"\n"));
        Assert.Equal("changed=true\nrestarted=false\njoined=member\n", changed.Output);
        Assert.Contains("disk=hdd", host.Read(NodeConfig), StringComparison.Ordinal);
        Assert.Equal(1, Starts);
    }

    [Fact]
    public void A_changed_manifest_restarts_nothing()
    {
        const string manifest = "/var/lib/rancher/k3s/server/manifests/vip.yaml";
        host.Succeed("node-install", Input.File("0600", manifest, "a: 1\n"));
        var changed = host.Succeed("node-install", Input.File("0600", manifest, "a: 2\n"));
        Assert.Equal("changed=true\nrestarted=false\njoined=member\n", changed.Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(host.At("/var/lib/rancher/k3s/server")));
    }

    [Fact]
    public void A_changed_configuration_restarts_once()
    {
        host.Succeed("node-install", Input);
        var changed = Input.File("0600", Config, ConfigOf(host, "debug: true"));
        Assert.Equal("changed=true\nrestarted=true\njoined=member\n", host.Succeed("node-install", changed).Output);
        Assert.Equal("changed=false\nrestarted=false\njoined=member\n", host.Succeed("node-install", changed).Output);
        Assert.Equal(2, Starts);
    }

    [Fact]
    public void A_file_no_longer_wanted_is_removed()
    {
        host.Succeed("node-install", Input.File("0600", "/etc/rancher/k3s/registries.yaml", "mirrors: {}\n"));
        host.Write("/etc/rancher/k3s/of-the-user", "mine");
        var changed = host.Succeed("node-install", Input);
        Assert.False(host.Has("/etc/rancher/k3s/registries.yaml"));
        Assert.True(host.Has("/etc/rancher/k3s/of-the-user"));
        changed.Prints("restarted=true");
    }

    [Fact]
    public void A_configuration_that_breaks_a_working_node_is_rolled_back()
    {
        host.Succeed("node-install", Input);
        var tree = host.Tree();
        var broken = Input.File("0600", Config, ConfigOf(host, "broken: true")).File("0600", "/etc/rancher/k3s/extra.yaml", "x\n");
        var result = host.Expect(1, "node-install", broken);
        result.Says("was rolled back; it runs as before");
        Assert.Equal(tree, host.Tree());
        Assert.True(File.Exists(Path.Combine(cluster.Root, "up", "10.0.0.11:6443")));
        Assert.Equal("changed=false\nrestarted=false\njoined=member\n", host.Succeed("node-install", Input).Output);
    }

    [Fact]
    public void A_roll_back_goes_to_the_last_good_state_even_after_a_run_that_was_cut_off()
    {
        host.Succeed("node-install", Input);
        var tree = host.Tree();
        var broken = Input.File("0600", Config, ConfigOf(host, "broken: true"));
        host.RunKilledAt(30, "node-install", broken);
        host.Expect(1, "node-install", broken);
        Assert.Equal(tree, host.Tree());
    }

    [Fact]
    public void A_first_start_that_fails_is_left_for_inspection()
    {
        var result = host.Expect(1, "node-install", Input.File("0600", Config, ConfigOf(host, "broken: true")));
        result.Says("invalid configuration");
        result.Says("left as it is for inspection: journalctl -u k3s");
        Assert.True(host.Has("/usr/local/bin/k3s"));
        Assert.False(host.Has("/var/lib/basecamp/k3s.applied"));
    }

    [Fact]
    public void A_new_version_replaces_the_binary_and_restarts()
    {
        host.Succeed("node-install", Input);
        host.Release(Newer);
        var upgraded = host.Succeed("node-install", Input.Set("VERSION", Newer));
        upgraded.Prints("restarted=true");
        Assert.Equal(Newer, cluster.Node("cp1", "version"));
        Assert.Null(new FileInfo(host.At("/usr/local/bin/k3s")).LinkTarget);
    }

    [Fact]
    public void A_new_version_that_does_not_come_up_is_rolled_back_with_its_binary()
    {
        host.Succeed("node-install", Input);
        var tree = host.Tree();
        host.Release(Newer);
        host.Expect(1, "node-install", Input.Set("VERSION", Newer).File("0600", Config, ConfigOf(host, "broken: true")));
        Assert.Equal(tree, host.Tree());
        Assert.Equal(FakeCluster.Version, cluster.Node("cp1", "version"));
    }

    [Theory]
    [InlineData("v1.36.3+k3s1", "cannot be downgraded")]
    [InlineData("v1.35.9+k3s1", "cannot be downgraded")]
    [InlineData("v1.36.4-rc1+k3s1", "cannot be downgraded")]
    [InlineData("v1.38.0+k3s1", "skips a minor version")]
    [InlineData("v2.0.0+k3s1", "skips a minor version")]
    public void Refuses_a_version_step_that_Kubernetes_does_not_support(string version, string reason)
    {
        host.Succeed("node-install", Input);
        host.Release(version);
        var tree = host.Tree();
        host.Expect(3, "node-install", Input.Set("VERSION", version)).Says(reason);
        Assert.Equal(tree, host.Tree());
    }

    [Theory]
    [InlineData("v1.36.4+k3s2")]
    [InlineData("v1.36.10+k3s1")]
    [InlineData("v1.37.0+k3s1")]
    public void Takes_a_version_step_that_Kubernetes_supports(string version)
    {
        host.Succeed("node-install", Input);
        host.Release(version);
        host.Succeed("node-install", Input.Set("VERSION", version));
        Assert.Equal(version, cluster.Node("cp1", "version"));
    }

    [Fact]
    public void A_binary_replaced_by_somebody_else_is_not_downgraded_unnoticed()
    {
        host.Succeed("node-install", Input);
        host.Write("/usr/local/bin/k3s", "#!/usr/bin/env bash\nexport K3S_VERSION=v1.37.1+k3s1\n. /.fakes/k3s.bash\n");
        host.Expect(3, "node-install", Input).Says("runs K3s v1.37.1+k3s1");
    }

    [Fact]
    public void Refuses_a_binary_with_another_checksum_than_the_pinned_one()
    {
        var result = host.Expect(1, "node-install", Input.Set("SHA256_AMD64", new string('a', 64)));
        result.Says("it is damaged or not that release");
        Assert.False(host.Has("/usr/local/bin/k3s"));
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void Refuses_a_binary_with_another_checksum_than_the_published_one()
    {
        host.Write(".sandbox/releases/v1.36.4%2Bk3s1/k3s", "#!/usr/bin/env bash\necho tampered\n");
        host.Expect(1, "node-install", Input);
        Assert.False(host.Has("/usr/local/bin/k3s"));
    }

    [Fact]
    public void Takes_a_binary_with_the_pinned_checksum_without_asking_the_release()
    {
        host.Succeed("node-install", Input.Set("SHA256_AMD64", host.Release(FakeCluster.Version)));
        Assert.DoesNotContain(host.Calls, call => call.Contains("sha256sum-", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_the_arm64_binary_on_arm64()
    {
        host.Answer("uname", "aarch64");
        host.Succeed("node-install", Input);
        Assert.Contains(host.Calls, call => call.EndsWith("/v1.36.4%2Bk3s1/k3s-arm64", StringComparison.Ordinal));
    }

    [Fact]
    public void Installs_without_a_network_from_the_air_gap_directory()
    {
        host.Write("/opt/basecamp/airgap/k3s", host.Read(".sandbox/releases/v1.36.4%2Bk3s1/k3s"));
        host.Write("/opt/basecamp/airgap/k3s-airgap-images-amd64.tar.zst", "images");
        host.Succeed("node-install", Input.Set("AIR_GAP", true));
        Assert.Equal("images\n", host.Read("/var/lib/rancher/k3s/agent/images/k3s-airgap-images-amd64.tar.zst"));
        Assert.DoesNotContain(host.Calls, call => call.Contains("/download/", StringComparison.Ordinal));
        host.Succeed("node-install", Input.Set("AIR_GAP", true)).Prints("changed=false");
    }

    [Fact]
    public void Refuses_an_air_gap_binary_of_another_version()
    {
        host.Release(Newer);
        host.Write("/opt/basecamp/airgap/k3s", host.Read(".sandbox/releases/v1.36.5%2Bk3s1/k3s"));
        var result = host.Expect(1, "node-install", Input.Set("AIR_GAP", true));
        result.Says("wanted K3s v1.36.4+k3s1");
    }

    [Fact]
    public void Everything_but_the_start_is_done_when_start_is_false()
    {
        host.Succeed("node-install", Input.Set("START", false));
        Assert.True(host.Has("/etc/systemd/system/k3s.service"));
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void Before_a_restore_nobody_is_asked_and_no_join_address_is_left()
    {
        host.Write("/etc/rancher/k3s/config.yaml.d/10-join.yaml", "server: \"https://10.0.0.12:6443\"\n");
        host.Write("/var/lib/basecamp/k3s.files", "/etc/rancher/k3s/config.yaml.d/10-join.yaml\n");

        var result = host.Succeed("node-install", Inputs.Install(host, peers: "https://10.0.0.12:6443").Set("START", false));

        Assert.Contains("joined=later", result.Output, StringComparison.Ordinal);
        Assert.False(host.Has("/etc/rancher/k3s/config.yaml.d/10-join.yaml"));
    }

    [Fact]
    public void The_unit_carries_no_setting_and_waits_for_nothing()
    {
        host.Succeed("node-install", Input);
        var unit = host.Read("/etc/systemd/system/k3s.service").Split('\n');
        foreach (var line in (string[])
            ["Type=notify", "KillMode=process", "Delegate=yes", "LimitNOFILE=1048576", "LimitNPROC=infinity", "TasksMax=infinity",
                "Restart=always",
             "RestartSec=5s", "TimeoutStartSec=0", "ExecStart=/usr/local/bin/k3s server",
             "EnvironmentFile=-/etc/systemd/system/k3s.service.env"])
            Assert.Contains(line, unit);
        Assert.Contains(host.Calls, call => call == "systemctl start --no-block k3s");
    }

    [Fact]
    public void Proxies_reach_K3s_and_the_download_but_not_the_process_list()
    {
        host.Succeed("node-install", Input.Set("PROXY_HTTPS", "http://user:pa\"ss@proxy:3128").Set("NO_PROXY", "10.0.0.0/8"));
        Assert.Equal("HTTPS_PROXY=\"http://user:pa\\\"ss@proxy:3128\"\nNO_PROXY=\"10.0.0.0/8\"\n",
            host.Read("/etc/systemd/system/k3s.service.env"));
        Assert.DoesNotContain(host.Calls, call => call.Contains("pa\"ss", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_to_turn_an_agent_into_a_server_in_place()
    {
        host.Write("/etc/systemd/system/k3s-agent.service", "[Service]");
        host.Expect(3, "node-install", Input).Says("already runs K3s as agent");
    }

    [Fact]
    public void A_left_over_virtual_address_goes_before_the_start_and_stays_while_K3s_runs()
    {
        host.Write(".sandbox/addresses", "eth0 10.0.0.5/32\neth0 10.0.0.11/24");
        host.Succeed("node-install", Input.Set("VIRTUAL_IP", "10.0.0.5"));
        Assert.Equal("eth0 10.0.0.11/24\n", host.Read(".sandbox/addresses"));
        host.Write(".sandbox/addresses", "eth0 10.0.0.5/32");
        host.Succeed("node-install", Input.Set("VIRTUAL_IP", "10.0.0.5").File("0600", Config, ConfigOf(host, "debug: true")));
        Assert.Equal("eth0 10.0.0.5/32\n", host.Read(".sandbox/addresses"));
    }
}
