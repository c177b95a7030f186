using Basecamp.Components.Values;

namespace Basecamp.Components.Tests.Topology.Validation;

public class NameSyntaxTests
{
    [Theory]
    [InlineData("server-1")]
    [InlineData("a")]
    [InlineData("0a")]
    public void Accepts_labels(string text) => Assert.True(DnsNames.IsLabel(text));

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("a\n")]
    public void Refuses_labels(string text) => Assert.False(DnsNames.IsLabel(text));

    [Fact]
    public void A_label_has_at_most_63_characters()
    {
        Assert.True(DnsNames.IsLabel(new string('a', 63)));
        Assert.False(DnsNames.IsLabel(new string('a', 64)));
    }

    [Theory]
    [InlineData("nas.lan", true)]
    [InlineData("nas.lan:9000", true)]
    [InlineData("192.168.1.5:9000", true)]
    [InlineData("[fd00::5]:9000", true)]
    [InlineData("[fd00::5]", true)]
    [InlineData("fd00::5", false)]
    [InlineData("nas.lan:0", false)]
    [InlineData("nas.lan:65536", false)]
    [InlineData("nas.lan:09", false)]
    [InlineData("nas.lan/bucket", false)]
    [InlineData("10.0.0.256", false)]
    [InlineData("", false)]
    public void Recognises_a_host_with_optional_port(string text, bool expected) => Assert.Equal(expected, DnsNames.IsHostAndPort(text));

    [Theory]
    [InlineData("disk", true)]
    [InlineData("example.com/disk_Type.1", true)]
    [InlineData("example.com/", false)]
    [InlineData("/disk", false)]
    [InlineData("a/b/c", false)]
    [InlineData("_disk", false)]
    [InlineData("", false)]
    public void Recognises_label_keys(string key, bool expected) => Assert.Equal(expected, LabelSyntax.IsKey(key));

    [Theory]
    [InlineData("/var/lib/rancher/k3s", true)]
    [InlineData("/dev/disk/by-id/scsi-0QEMU:0", true)]
    [InlineData("/", false)]
    [InlineData("var/lib", false)]
    [InlineData("/var//lib", false)]
    [InlineData("/var/lib/", false)]
    [InlineData("/var/../etc", false)]
    [InlineData("/var/my files", false)]
    [InlineData("/var/$(id)", false)]
    public void Recognises_plain_absolute_paths(string path, bool expected) => Assert.Equal(expected, AbsolutePath.IsValid(path));
}
