using Basecamp.Manifests.Pods;

namespace Basecamp.Manifests.Tests.Pods;

/// <summary>Images as registries, Kubernetes and people write them.</summary>
public class ImageReferenceTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx", "nginx", "", "")]
    [InlineData("nginx:1.27", "nginx", "1.27", "")]
    [InlineData("registry.example.com:5000/team/shop", "registry.example.com:5000/team/shop", "", "")]
    [InlineData("registry.example.com:5000/team/shop:v1", "registry.example.com:5000/team/shop", "v1", "")]
    [InlineData($"ghcr.io/team/shop@{Digest}", "ghcr.io/team/shop", "", Digest)]
    [InlineData($"ghcr.io/team/shop:v1@{Digest}", "ghcr.io/team/shop", "v1", Digest)]
    public void Name_tag_and_digest_are_told_apart(string text, string repository, string tag, string digest)
    {
        var image = ImageReference.Parse(text);

        Assert.Equal((repository, tag, digest), (image.Repository, image.Tag, image.Digest));
        Assert.Equal(text, image.ToString());
        Assert.Equal(digest.Length > 0, image.IsPinned);
        Assert.Equal(tag.Length == 0, image.IsLatest);
    }

    [Theory]
    [InlineData("nginx@latest")]
    [InlineData("nginx:1@1")]
    public void What_is_no_digest_pins_nothing(string text) => Assert.False(ImageReference.Parse(text).IsPinned);

    [Theory]
    [InlineData("nginx:1", "docker.io/library/nginx:1")]
    [InlineData("docker.io/traefik:v3", "docker.io/library/traefik:v3")]
    [InlineData("grafana/tempo:2.1", "docker.io/grafana/tempo:2.1")]
    [InlineData("quay.io/cilium/cilium:v1", "quay.io/cilium/cilium:v1")]
    [InlineData("localhost/shop:1", "localhost/shop:1")]
    [InlineData("mirror:5000/shop:1", "mirror:5000/shop:1")]
    public void A_short_name_is_one_of_Docker_s_registry(string text, string qualified) =>
        Assert.Equal(qualified, ImageReference.Parse(text).Qualified.ToString());

    [Fact]
    public void Latest_is_latest() => Assert.True(ImageReference.Parse("nginx:latest").IsLatest);

    [Fact]
    public void For_people_the_digest_is_short() =>
        Assert.Equal("a:1@sha256:0123456789ab…", ImageReference.Parse($"a:1@{Digest}").ToShortString());
}
