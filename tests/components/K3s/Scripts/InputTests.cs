namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>What every script demands of its input document before it touches anything.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class InputTests : IDisposable
{
    const string Secret = "s3cret-in-a-line";

    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public InputTests() => host = cluster.Host("cp1");

    public void Dispose() => cluster.Dispose();

    public static TheoryData<string> Scripts() => [.. ScriptSource.Names];

    string Refused(string script, string document)
    {
        var tree = host.Tree();
        var result = host.Expect(2, script, document);
        Assert.Equal(tree, host.Tree());
        Assert.Empty(host.Calls);
        return result.Messages;
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_document_that_was_cut_off_changes_nothing(string script) =>
        Assert.Contains("without END: it was cut off, nothing was changed", Refused(script, "basecamp-input 1\n"),
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Unknown_and_missing_names_are_told_together(string script)
    {
        var messages = Refused(script, "basecamp-input 1\nNOT_AN_INPUT=1\nEND\n");
        Assert.Contains("NOT_AN_INPUT is not an input of this script", messages, StringComparison.Ordinal);
        Assert.Contains("is required", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_its_first_line_is_refused() =>
        Assert.Contains("the first line must be 'basecamp-input 1'", Refused("node-install", $"TOKEN={Secret}\nEND\n"),
            StringComparison.Ordinal);

    [Fact]
    public void A_half_line_at_the_end_is_refused()
    {
        var whole = Inputs.Install(host, found: true).ToString();
        Refused("node-install", whole[..^6]);
        Refused("node-install", whole[..(whole.Length / 2)]);
        Refused("node-install", "");
    }

    [Theory]
    [InlineData("FILE 600 /etc/x aGk=")]
    [InlineData("FILE 0600 etc/x aGk=")]
    [InlineData("FILE 0600 /etc/../root/x aGk=")]
    [InlineData("FILE 0600 /etc/x a%k=")]
    [InlineData("FILE 0600 /etc/x a")]
    [InlineData("FILE 0600 /etc/ aGk=")]
    [InlineData("lower=case")]
    [InlineData("ROLE=server")]
    public void A_malformed_line_is_refused_without_showing_it(string line)
    {
        var document = Inputs.Install(host, found: true).ToString()
            .Replace("END\n", $"{line}\n# {Secret}\nEND\n", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Refused("node-install", document), StringComparison.Ordinal);
    }

    [Fact]
    public void A_FILE_is_refused_by_a_script_that_installs_none() =>
        Assert.Contains("this script installs no files", Refused("node-drain", Inputs.Drain("w1").File("0600", "/etc/x", "hi").ToString()), StringComparison.Ordinal);

    [Fact]
    public void What_belongs_to_the_script_sharing_the_document_is_dropped()
    {
        var shared = Inputs.Install(host).Set("KEEP_SNAPSHOTS", true).Set("RESTORE_ID", "r1");

        Assert.Equal("changed=false\n", host.Succeed("node-uninstall", shared).Output);
        Assert.False(host.Has("/etc/rancher/k3s/config.yaml"));
    }

    [Theory]
    [InlineData("NODE_NAME", "Bad_Name")]
    [InlineData("NODE_NAME", "a;reboot")]
    [InlineData("ROLE", "master")]
    [InlineData("VERSION", "latest")]
    [InlineData("VERSION", "v1.36.4")]
    [InlineData("READY_TIMEOUT", "5m")]
    [InlineData("FOUND", "yes")]
    [InlineData("DATA_DIR", "relative")]
    [InlineData("DATA_DIR", "/")]
    [InlineData("PEERS", "10.0.0.1")]
    [InlineData("SHA256_AMD64", "abc")]
    public void A_value_outside_its_rule_is_refused_with_name_value_and_rule(string name, string value)
    {
        var messages = Refused("node-install", Inputs.Install(host, found: true).Set(name, value).ToString());
        Assert.Contains($"{name} is '{value}': must be", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_literal()
    {
        const string nasty = "$(touch /etc/owned) `id` 'x' \"y\" \\z *";
        host.Succeed("node-install", Inputs.Install(host, found: true).Set("PROXY_HTTP", nasty));
        Assert.False(host.Has("/etc/owned"));
        Assert.Equal($"HTTP_PROXY=\"{nasty.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"",
            StringComparison.Ordinal)}\"\n",
            host.Read("/etc/systemd/system/k3s.service.env"));
    }

    [Fact]
    public void A_value_is_not_handed_on_by_an_exported_variable_of_its_name_nor_traced()
    {
        host.Write(".sandbox/environment", "TOKEN=old SHELLOPTS=xtrace");
        var result = host.Succeed("node-install", Inputs.Install(host, found: true));
        Assert.DoesNotContain(Inputs.Token, result.Messages + result.Output, StringComparison.Ordinal);
    }
}
