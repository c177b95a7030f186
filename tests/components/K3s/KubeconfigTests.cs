using Basecamp.Components.K3s;

namespace Basecamp.Components.Tests.K3s;

public sealed class KubeconfigTests
{
    const string FromServer = """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: Q0E=
            server: https://127.0.0.1:6443
          name: default
        contexts:
        - context:
            cluster: default
            user: default
          name: default
        current-context: default
        kind: Config
        users:
        - name: default
          user:
            client-certificate-data: Q0VSVA==
            client-key-data: S0VZ
        """;

    [Fact]
    public void Points_at_the_endpoint_and_takes_the_clusters_name() => Assert.Equal(
        """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: Q0E=
            server: https://192.168.1.10:6443
          name: lab
        contexts:
        - context:
            cluster: lab
            user: lab
          name: lab
        current-context: lab
        kind: Config
        users:
        - name: lab
          user:
            client-certificate-data: Q0VSVA==
            client-key-data: S0VZ

        """,
        Kubeconfig.PointAt(FromServer, "https://192.168.1.10:6443", "lab"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\n")]
    public void Stays_empty_where_no_server_was_asked(string? text) => Assert.Equal("", Kubeconfig.PointAt(text, "https://x:6443", "lab"));

    [Theory]
    [InlineData("k3s S0VZ not found", "The server's kubeconfig is not a YAML mapping.")]
    [InlineData("clusters: []\nkey: S0VZ", "The server's kubeconfig has no clusters.")]
    [InlineData("a: [S0VZ", "The server's kubeconfig is not YAML (line 2).")]
    public void Refuses_anything_else_without_repeating_it(string text, string message)
    {
        var exception = Assert.Throws<FormatException>(() => Kubeconfig.PointAt(text, "https://x:6443", "lab"));
        Assert.Equal(message, exception.Message);
    }
}
