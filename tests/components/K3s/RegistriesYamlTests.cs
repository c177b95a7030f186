using Basecamp.Components.K3s.Config;
using Basecamp.Components.Topology;

namespace Basecamp.Components.Tests.K3s;

public sealed class RegistriesYamlTests
{
    static readonly RegistrySpec Registries = new()
    {
        Mirrors = new Dictionary<string, RegistryMirrorSpec>
        {
            ["docker.io"] = new() { Endpoints = ["https://mirror.lan"], Rewrites = new Dictionary<string, string> { ["^library/(.*)"] = "hub/$1" } },
            ["*"] = new(),
        },
        Access = new Dictionary<string, RegistryAccessSpec>
        {
            ["mirror.lan"] = new() { Username = "puller", Password = new("registry-password"), CaFile = "/etc/ssl/mirror.crt" },
        },
    };

    [Fact]
    public void Writes_the_keys_that_k3s_reads_and_quotes_the_star() => Assert.Equal(
        """
        mirrors:
          '*': {}
          docker.io:
            endpoint:
              - https://mirror.lan
            rewrite:
              ^library/(.*): hub/$1
        configs:
          mirror.lan:
            auth:
              username: puller
              password: registry-password
            tls:
              ca_file: /etc/ssl/mirror.crt

        """,
        RegistriesYaml.For(Registries));

    [Fact]
    public void The_copy_for_reviews_hides_the_password()
    {
        Assert.DoesNotContain("registry-password", RegistriesYaml.Redacted(Registries, "(not shown)"), StringComparison.Ordinal);
        Assert.Contains("password: (not shown)", RegistriesYaml.Redacted(Registries, "(not shown)"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_registry_means_no_file() => Assert.Null(RegistriesYaml.For(new()));
}
