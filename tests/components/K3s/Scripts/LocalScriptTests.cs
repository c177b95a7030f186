namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>What runs on the workstation: k3d and Vagrant.</summary>
public sealed class LocalScriptTests : IDisposable
{
    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public LocalScriptTests()
    {
        host = cluster.Host("workstation");
        host.Provide("k3d", "docker", "vagrant");
    }

    public void Dispose() => cluster.Dispose();

    static InputDocument Up => new InputDocument().Set("CLUSTER_NAME", "dev").Set("TIMEOUT_SECONDS", 300)
        .File("0600", "/k3d.yaml", "token: \"a$b ${HOME}\"\n");

    static InputDocument Named => new InputDocument().Set("CLUSTER_NAME", "dev");

    [Fact]
    public void Creates_a_k3d_cluster_then_starts_it()
    {
        Assert.Equal("created=true\n", host.Succeed("k3d-up", Up).Output);
        Assert.Equal("created=false\n", host.Succeed("k3d-up", Up).Output);
        Assert.Contains("k3d cluster start dev --wait --timeout 300s", host.Calls);
        Assert.Single(host.Calls, call => call.StartsWith("k3d cluster create", StringComparison.Ordinal));
    }

    [Fact]
    public void Dollar_signs_survive_k3ds_expansion_and_no_copy_of_the_token_stays()
    {
        host.Succeed("k3d-up", Up);
        Assert.Equal("token: \"a$b ${HOME}\"\n", host.Read(".sandbox/k3d/dev/config"));
        Assert.Equal("600\n", host.Read(".sandbox/k3d/dev/mode"));
        Assert.False(host.Has(host.Read(".sandbox/k3d/dev/tmpdir").Trim()));
        Assert.DoesNotContain(host.Calls, call => call.Contains("a$b", StringComparison.Ordinal));
    }

    [Fact]
    public void A_creation_that_fails_is_told()
    {
        host.Write(".sandbox/k3d-fails", "");
        host.Expect(1, "k3d-up", Up).Says("k3d could not create dev");
    }

    [Fact]
    public void A_cluster_that_was_never_completed_is_told_with_the_way_out()
    {
        Directory.CreateDirectory(host.At(".sandbox/k3d/dev"));
        host.Expect(1, "k3d-up", Up).Says("k3d cluster delete dev");
    }

    [Fact]
    public void Deletes_a_k3d_cluster_once()
    {
        host.Succeed("k3d-up", Up);
        Assert.Equal("deleted=true\n", host.Succeed("k3d-down", Named).Output);
        Assert.Equal("deleted=false\n", host.Succeed("k3d-down", Named).Output);
    }

    [Fact]
    public void Prints_the_kubeconfig_of_a_k3d_cluster_without_a_separator()
    {
        host.Expect(1, "k3d-kubeconfig", Named).Says("there is no k3d cluster dev");
        host.Succeed("k3d-up", Up);
        Assert.Equal("apiVersion: v1\nkind: Config\n", host.Succeed("k3d-kubeconfig", Named).Output);
    }

    [Fact]
    public void Says_what_is_missing_on_the_workstation()
    {
        host.Answer("docker", "", exitCode: 1);
        host.Expect(1, "k3d-up", Up).Says("docker is installed but does not answer");
        host.Delete("usr/sbin/k3d");
        host.Expect(1, "k3d-up", Up).Says("k3d is not installed on this workstation");
        host.Delete("usr/sbin/vagrant");
        host.Expect(1, "vagrant-up", Vagrant).Says("vagrant is not installed");
    }

    static InputDocument Vagrant =>
        new InputDocument().Set("DIRECTORY", "/root/my lab").Set("MACHINES", "cp1 w1")
            .File("0644", "/Vagrantfile", "Vagrant.configure(\"2\")\n");

    static InputDocument Lab => new InputDocument().Set("DIRECTORY", "/root/my lab");

    [Fact]
    public void Brings_Vagrant_machines_up_and_writes_the_file_only_when_it_changed()
    {
        Assert.Equal("changed=true\n", host.Succeed("vagrant-up", Vagrant).Output);
        Assert.Equal("changed=false\n", host.Succeed("vagrant-up", Vagrant).Output);
        Assert.Equal("Vagrant.configure(\"2\")\n", host.Read("/root/my lab/Vagrantfile"));
        Assert.Equal(2, host.Calls.Count(call => call == "vagrant up --no-color cp1 w1"));
    }

    [Fact]
    public void Prints_the_private_key_of_a_machine_that_is_up()
    {
        host.Write("/root/my lab/Vagrantfile", "x");
        host.Expect(1, "vagrant-key", Lab.Set("MACHINE", "cp1")).Says("names no readable key for cp1: is it up?");
        host.Succeed("vagrant-up", Vagrant);
        Assert.Equal("private key of cp1\n", host.Succeed("vagrant-key", Lab.Set("MACHINE", "cp1")).Output);
    }

    [Fact]
    public void Destroys_the_machines_once()
    {
        host.Succeed("vagrant-up", Vagrant);
        Assert.Equal("destroyed=true\n", host.Succeed("vagrant-down", Lab).Output);
        Assert.Equal("destroyed=false\n", host.Succeed("vagrant-down", Lab).Output);
        Assert.False(host.Has("/root/my lab/.vagrant"));
    }
}
