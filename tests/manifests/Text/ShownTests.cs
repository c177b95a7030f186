using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Tests.Text;

public class ShownTests
{
    [Fact]
    public void Quotes_a_value_on_one_line() => Assert.Equal("\"two lines\"", Shown.Text("two\nlines"));

    [Fact]
    public void Cuts_a_long_value() => Assert.Equal($"\"{new string('a', 80)}…\"", Shown.Text(new string('a', 200)));

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2")]
    [InlineData("https://me:hunter2@mirror.lan")]
    [InlineData("me:hunter2@mirror.lan:3128")]
    [InlineData("postgres://me:hunter2@db/k3s")]
    public void Hides_credentials_that_were_pasted_into_a_plain_setting(string value) =>
        Assert.DoesNotContain("hunter2", Shown.Text(value), StringComparison.Ordinal);

    [Theory]
    [InlineData("root@server-1")]
    [InlineData("registry.lan:5000/app@sha256:abc")]
    public void Keeps_an_at_sign_without_password(string value) => Assert.Equal($"\"{value}\"", Shown.Text(value));

    [Fact]
    public void Joins_names_as_a_sentence_does()
    {
        Assert.Equal("`a`", Shown.OneOf(["a"]));
        Assert.Equal("`a` or `b`", Shown.OneOf(["a", "b"]));
        Assert.Equal("`a`, `b` or `c`", Shown.OneOf(["a", "b", "c"]));
    }
}
