namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>The admin kubeconfig as K3s wrote it, or nothing.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class KubeconfigTests : IDisposable
{
    const string File = "/etc/rancher/k3s/k3s.yaml";

    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public KubeconfigTests() => host = cluster.Host("cp1");

    public void Dispose() => cluster.Dispose();

    static InputDocument Input => new InputDocument().Set("CLUSTER", "home");

    [Fact]
    public void Prints_the_file_and_says_nothing()
    {
        host.Succeed("node-install", Inputs.Install(host, found: true));
        var result = host.Succeed("kubeconfig", Input);
        Assert.Equal(host.Read(File), result.Output);
        Assert.Equal("", result.Messages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("apiVersion: v1\nkind: Config\nusers:\n- name: default\n")]
    [InlineData("users:\n- name: default\n  user:\n    client-key-data: abc\n")]
    public void A_file_that_is_not_whole_is_waited_for_and_never_printed(string content)
    {
        host.Write(File, content);
        var result = host.Expect(1, "kubeconfig", Input);
        Assert.Equal("", result.Output);
        result.Says("has not written a complete /etc/rancher/k3s/k3s.yaml of cluster home within 120 s");
    }

    [Fact]
    public void Waits_for_a_server_that_is_still_starting()
    {
        host.Write(".sandbox/whole", "kind: Config\nclient-key-data: abc");
        host.Write(".sandbox/on-sleep", """
            #!/usr/bin/env bash
            [[ $1 -lt 1060 ]] || { mkdir -p /etc/rancher/k3s; cp /.sandbox/whole /etc/rancher/k3s/k3s.yaml; }
            """,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal("kind: Config\nclient-key-data: abc\n", host.Succeed("kubeconfig", Input).Output);
    }

    [Fact]
    public void Gives_up_where_K3s_never_was() =>
        host.Expect(1, "kubeconfig", Input).Says("journalctl -u k3s");
}
