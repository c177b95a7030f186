using System.Security.Cryptography;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>The step that cannot be taken back: what it looks at first, what it takes for a proof, and how it fails.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class RestoreResetTests : IDisposable
{
    const string Config = "/etc/rancher/k3s/config.yaml";
    const string Member = "/var/lib/rancher/k3s/server/db/etcd/member/id";

    readonly FakeCluster cluster = new();
    readonly Sandbox host;
    readonly string snapshot;

    public RestoreResetTests()
    {
        host = cluster.Host("cp1");
        host.Succeed("node-install", Inputs.Install(host, found: true));
        snapshot = host.Succeed("etcd-snapshot", Inputs.Snapshot("before")).Output.Split('\n')[0]["path=".Length..];
        host.Succeed("restore-stop", Run.Step("restore-stop", host).Input);
        cluster.ForgetEvents();
        host.ForgetCalls();
    }

    public void Dispose() => cluster.Dispose();

    RestoreRun Run => new(snapshot, host);

    InputDocument Input => Run.Reset().Input;

    // Everything as it was, K3s not started, and nothing remembered.
    ScriptResult Refused(int exitCode, InputDocument input)
    {
        var tree = host.Tree();
        var result = host.Expect(exitCode, "restore-reset", input);
        Assert.Equal(tree, host.Tree());
        Assert.Empty(cluster.Events);
        Assert.False(host.Has(".sandbox/units/k3s/active"));
        return result;
    }

    // The reset was tried: K3s must stay down, also after a reboot, because its data may be half of something.
    ScriptResult Failed(InputDocument input)
    {
        var result = host.Expect(1, "restore-reset", input);
        Assert.Equal(["reset cp1"], cluster.Events);
        Assert.False(host.Has(".sandbox/units/k3s/active"));
        Assert.False(host.Has(".sandbox/units/k3s/enabled"));
        Assert.Empty(Directory.GetFiles(host.At("/var/lib/basecamp"), "reset*"));
        Assert.DoesNotContain(Inputs.Token, result.Messages + result.Output, StringComparison.Ordinal);
        return result;
    }

    void Restored(InputDocument input)
    {
        Assert.Equal("restored=true\n", host.Succeed("restore-reset", input).Output);
        Assert.Equal(["reset cp1", "restarted cp1"], cluster.Events);
        Assert.Equal("2\n", host.Read(Member));
    }

    [Fact]
    public void Restores_with_the_token_in_no_argument_list()
    {
        Restored(Input);
        Assert.All(host.Calls, call => Assert.DoesNotContain(Inputs.Token, call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reset-silent")]
    [InlineData("reset-without-flag")]
    [InlineData("reset-without-text")]
    public void An_exit_code_of_0_without_text_and_flag_is_a_failure_and_the_next_run_tries_again(string how)
    {
        host.Write($".sandbox/{how}", "");
        host.Write("/var/lib/rancher/k3s/server/db/reset-flag", "from an earlier reset");
        Failed(Input).Says("K3s did not report that etcd was reset");
        host.Delete($".sandbox/{how}");
        Assert.Equal("restored=true\n", host.Succeed("restore-reset", Input).Output);
    }

    [Fact]
    public void A_snapshot_of_another_token_is_explained_without_showing_any() =>
        Failed(Input.Set("TOKEN", "0ther-t0ken").Set("SNAPSHOT", Foreign())).Says("taken under another server token");

    string Foreign()
    {
        host.Write("/root/foreign", $"token {Inputs.Token}\nstate 1");
        return "/root/foreign";
    }

    [Fact]
    public void Refuses_an_empty_snapshot()
    {
        File.WriteAllText(host.At(snapshot), "");
        Refused(3, Input).Says("is empty; restoring it would leave an empty cluster");
    }

    [Fact]
    public void Fails_without_the_snapshot() =>
        Refused(1, Input.Set("SNAPSHOT", "/root/none")).Says("there is no snapshot /root/none on cp1");

    [Fact]
    public void Refuses_a_snapshot_with_another_checksum_and_takes_it_with_its_own()
    {
        Refused(3, Input.Set("SHA256", new string('a', 64))).Says($"expected {new string('a', 64)}");
        Restored(Input.Set("SHA256", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(host.At(snapshot))))));
    }

    [Fact]
    public void Refuses_a_zip_file_that_K3s_would_not_unpack()
    {
        File.WriteAllBytes(host.At("/root/snapshot"), [0x50, 0x4b, 3, 4, 0, 0]);
        Refused(3, Input.Set("SNAPSHOT", "/root/snapshot")).Says("Rename it");
        File.Copy(host.At(snapshot), host.At("/root/snapshot.zip"));
        Refused(3, Input.Set("SNAPSHOT", "/root/snapshot.zip")).Says("is not a zip file");
    }

    [Fact]
    public void Refuses_without_room_for_old_and_new_data()
    {
        host.Answer("df", "Filesystem 1-blocks Used Available Capacity Mounted\n/dev/sda 1000 990 10 99% /");
        Refused(3, Input).Says("/var/lib/rancher/k3s has 10 bytes free");
    }

    [Fact]
    public void Fetches_a_snapshot_by_name_from_the_configured_bucket_through_the_units_proxy()
    {
        host.Write("/etc/rancher/k3s/config.yaml.d/20-snapshot-upload.yaml", "etcd-s3: true");
        host.Write("/etc/systemd/system/k3s.service.env", "HTTPS_PROXY=\"http://user:pa\\\"ss@proxy:3128\"");
        host.Write(".sandbox/bucket/on-demand-cp1-1", host.Read(snapshot).TrimEnd());
        Restored(Input.Set("FROM_S3", true).Set("SNAPSHOT", "on-demand-cp1-1"));
        Assert.Equal("http://user:pa\"ss@proxy:3128\n", host.Read(".sandbox/reset-proxy"));
    }

    [Fact]
    public void Refuses_to_fetch_from_a_bucket_that_is_not_configured() =>
        Refused(3, Input.Set("FROM_S3", true).Set("SNAPSHOT", "on-demand-cp1-1")).Says("does not set 'etcd-s3: true'");

    [Fact]
    public void A_local_snapshot_is_not_taken_for_an_object_of_the_configured_bucket()
    {
        host.Write("/etc/rancher/k3s/config.yaml.d/20-snapshot-upload.yaml", "etcd-s3: true");
        Restored(Input);
    }

    [Theory]
    [InlineData("SNAPSHOT", "folder/name", "the name of an object")]
    [InlineData("SHA256", "ok", "only a local snapshot can be checked")]
    public void Refuses_what_a_bucket_cannot_give(string name, string value, string reason)
    {
        var input = Input.Set("FROM_S3", true).Set("SNAPSHOT", "on-demand-cp1-1").Set(name, value == "ok" ? new string('a', 64) : value);
        Refused(2, input).Says(reason);
    }

    [Theory]
    [InlineData(Config, "server: https://10.0.0.12:6443")]
    [InlineData("/etc/rancher/k3s/config.yaml.d/90-mine.yaml", "\"server\" : https://10.0.0.12:6443")]
    [InlineData("/etc/rancher/k3s/config.yaml.d/90-mine.yml", "server: https://10.0.0.12:6443")]
    [InlineData("/etc/rancher/k3s/config.yaml.d/90-mine.yaml", "datastore-endpoint: postgres://db")]
    public void Refuses_a_configuration_that_a_reset_cannot_work_with(string file, string line)
    {
        host.Write(file, (host.Has(file) ? host.Read(file) : "") + line);
        Refused(3, Input).Says($"the K3s configuration sets '{line.Split(':')[0].Trim('"', ' ')}:'");
    }

    [Fact]
    public void The_join_address_and_the_callers_environment_do_not_stand_in_the_way()
    {
        host.Write("/etc/rancher/k3s/config.yaml.d/10-join.yaml", "server: \"https://10.0.0.12:6443\"");
        host.Write("/etc/rancher/k3s/config.yaml.d/50-node.yaml", "kubelet-arg:\n  - \"server: nested\"\n# server: a comment");
        host.Write(".sandbox/environment", "K3S_URL=https://10.0.0.12:6443");
        Restored(Input);
        Assert.False(host.Has("/etc/rancher/k3s/config.yaml.d/10-join.yaml"));
    }

    [Fact]
    public void A_tombstone_in_the_old_data_is_no_obstacle_and_the_old_data_is_kept()
    {
        host.Write("/var/lib/rancher/k3s/server/db/etcd/tombstone", "");
        Restored(Input);
        var old = Assert.Single(Directory.GetDirectories(host.At("/var/lib/rancher/k3s/server/db"), "etcd-*"));
        Assert.StartsWith("etcd-old-", Path.GetFileName(old), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_while_something_else_serves_the_API_here()
    {
        cluster.Write("up/127.0.0.1:6443", "up");
        host.Write(".sandbox/agent-ready", "");
        Refused(1, Input).Says("something still answers on port 6443");
    }

    [Fact]
    public void Fails_where_K3s_is_not_installed()
    {
        host.Delete("/etc/systemd/system/k3s.service");
        Refused(1, Input).Says("K3s is not installed on cp1");
    }

    [Fact]
    public void Runs_on_the_restored_server_only() =>
        Refused(2, Input.Set("RESTORED", false)).Says("RESTORED is false");

    [Fact]
    public void The_same_id_never_restores_another_snapshot()
    {
        Restored(Input);
        cluster.ForgetEvents();
        var result = host.Expect(3, "restore-reset", Input.Set("SNAPSHOT", Foreign()));
        result.Says("To restore /root/foreign, choose another id");
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void A_restored_server_that_does_not_become_ready_is_not_reset_a_second_time()
    {
        cluster.Write("api-down", "");
        var result = host.Expect(1, "restore-reset", Input);
        result.Says("K3s did not become ready within 600 s");
        cluster.Delete("api-down");
        Assert.Equal("restored=true\n", host.Succeed("restore-reset", Input).Output);
        Assert.Equal(["reset cp1", "restarted cp1"], cluster.Events);
    }

    [Fact]
    public void Another_snapshot_after_one_that_did_not_come_up_is_restored()
    {
        cluster.Write("api-down", "");
        host.Expect(1, "restore-reset", Input);
        cluster.Delete("api-down");
        Assert.Equal("restored=true\n", host.Succeed("restore-reset", Input.Set("SNAPSHOT", Foreign())).Output);
        Assert.Equal(2, cluster.Events.Count(line => line == "reset cp1"));
    }

    [Fact]
    public void A_power_cut_while_the_old_data_is_away_founds_no_cluster_at_the_next_boot()
    {
        // The fake K3s sleeps between putting the old data aside and writing the new.
        host.Write(".sandbox/on-sleep", "#!/usr/bin/env bash\nkill -9 \"$(</.sandbox/script.pid)\"\nwhile :; do :; done",
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        host.Run("restore-reset", Input);
        host.Delete(".sandbox/on-sleep");
        Assert.False(host.Has("/var/lib/rancher/k3s/server/db/etcd"));
        host.RunText("[[ ! -f /.sandbox/units/k3s/enabled ]] || systemctl start k3s", "reboot", "");
        Assert.Equal(["cp1"], cluster.Founders);
        cluster.ForgetEvents();
        Restored(Input);
        Assert.True(host.Has(".sandbox/units/k3s/enabled"));
    }

    [Fact]
    public void A_left_over_virtual_address_goes_before_the_start()
    {
        host.Write(".sandbox/addresses", "eth0 10.0.0.5/32\neth0 10.0.0.11/24");
        Restored(Input);
        Assert.Equal("eth0 10.0.0.11/24\n", host.Read(".sandbox/addresses"));
    }
}
