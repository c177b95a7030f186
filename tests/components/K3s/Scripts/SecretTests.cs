namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Where the token may be seen: in two files only root can read.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class SecretTests : IDisposable
{
    readonly FakeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void The_token_is_in_no_argument_list_and_no_message_through_a_nodes_whole_life()
    {
        var host = cluster.Host("cp1");
        var input = Inputs.Install(host, found: true);
        var said = new List<ScriptResult>
        {
            host.Succeed("node-install", input),
            host.Expect(1, "node-install", input.File("0600", "/etc/rancher/k3s/config.yaml", "broken: true\n")),
            host.Succeed("node-uninstall", Inputs.Uninstall(host)),
        };
        Assert.All(said, result => Assert.DoesNotContain(Inputs.Token, result.Output + result.Messages, StringComparison.Ordinal));
        Assert.All(host.Calls, call => Assert.DoesNotContain(Inputs.Token, call, StringComparison.Ordinal));
    }

    [Fact]
    public void The_token_is_in_no_file_that_others_can_read()
    {
        var host = cluster.Host("cp1");
        host.Succeed("node-install", Inputs.Install(host, found: true));
        Assert.Equal(["etc/rancher/k3s/token", "var/lib/rancher/k3s/server/token"], FilesWithToken(host));
        Assert.All(FilesWithToken(host),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.At(file))));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    public void A_run_killed_half_way_leaves_the_token_in_no_file_that_others_can_read(int call)
    {
        var host = cluster.Host("cp1");
        host.RunKilledAt(call, "node-install", Inputs.Install(host, found: true));
        Assert.All(FilesWithToken(host),
            file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(host.At(file)) & (UnixFileMode)0b000_111_111));
    }

    static IEnumerable<string> FilesWithToken(Sandbox host) =>
        host.Tree().Split('\n').Where(line => line.Contains("] ", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(" [", StringComparison.Ordinal)])
            .Where(file => host.Read(file).Contains(Inputs.Token, StringComparison.Ordinal));
}
