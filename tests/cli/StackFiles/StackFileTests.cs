using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Tests.StackFiles;

public class StackFileTests
{
    static StackFile Read(string yaml, string? project = null)
    {
        using var cli = new Cli();
        cli.Write("Pulumi.yaml", project ?? Cli.Project);
        cli.Write("Pulumi.lab.yaml", yaml);
        return StackFileReader.Read(cli.Directory, "lab", null);
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("\"5\"", "5")]
    [InlineData("true", "true")]
    [InlineData("yes", "yes")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("010", "010")]
    [InlineData("1.50", "1.50")]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("~", "")]
    [InlineData("|\n    one\n    two", "one\ntwo\n")]
    public void A_scalar_arrives_as_its_text(string yaml, string expected) =>
        Assert.Equal(expected, Read($"config:\n  basecamp:key: {yaml}\n").Config["basecamp:key"]);

    [Theory]
    [InlineData("5", "5")]
    [InlineData("\"5\"", "\"5\"")]
    [InlineData("'5'", "\"5\"")]
    [InlineData("-5", "-5")]
    [InlineData("1_000", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("0b11", "3")]
    [InlineData("0o17", "15")]
    [InlineData("017", "15")]
    [InlineData("018", "18")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData(".5", "0.5")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("true", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("null", "null")]
    [InlineData("", "null")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("192.168.70.11", "\"192.168.70.11\"")]
    [InlineData("v1.36.4+k3s1", "\"v1.36.4+k3s1\"")]
    [InlineData("deadbeef", "\"deadbeef\"")]
    [InlineData("2026-01-31", "\"2026-01-31T00:00:00Z\"")]
    [InlineData("2026-01-31T10:00:00+02:00", "\"2026-01-31T10:00:00+02:00\"")]
    [InlineData("!!str 5", "\"5\"")]
    public void A_value_inside_a_structure_is_typed_as_Pulumi_types_it(string yaml, string expected) =>
        Assert.Equal($"{{\"v\":{expected}}}", Read($"config:\n  basecamp:key:\n    v: {yaml}\n").Config["basecamp:key"]);

    [Fact]
    public void A_structure_is_compact_JSON_with_sorted_keys() =>
        Assert.Equal("""{"a":[1,{"x":"y"}],"b":{},"c":[]}""",
            Read("config:\n  basecamp:key:\n    b: {}\n    a:\n      - 1\n      - x: y\n    c: []\n").Config["basecamp:key"]);

    [Fact]
    public void Anchors_and_merges_are_followed() =>
        Assert.Equal("""{"base":{"a":1,"b":2},"more":{"a":9,"b":2}}""",
            Read("config:\n  basecamp:key:\n    base: &base { a: 1, b: 2 }\n    more: { <<: *base, a: 9 }\n").Config["basecamp:key"]);

    [Fact]
    public void Secrets_stay_encrypted_and_mark_their_key()
    {
        var file = Read(
            """
            config:
              basecamp:token:
                secure: v1:AAAA
              basecamp:homelab:
                ssh: { user: root, privateKey: { secure: v1:BBBB } }
              basecamp:open: text
            """);

        Assert.Equal("[secret]", file.Config["basecamp:token"]);
        Assert.Equal("""{"ssh":{"privateKey":"[secret]","user":"root"}}""", file.Config["basecamp:homelab"]);
        Assert.Equal(["basecamp:homelab", "basecamp:token"], file.SecretKeys.Order());
        Assert.DoesNotContain(file.Config.Values, value => value.Contains("v1:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("key", "basecamp:key")]
    [InlineData("other:key", "other:key")]
    [InlineData("basecamp:config:key", "basecamp:key")]
    public void Keys_get_their_namespace(string written, string full) =>
        Assert.Equal([full], Read($"config:\n  {written}: v\n").Config.Keys);

    [Fact]
    public void The_project_gives_defaults_that_the_stack_overrides()
    {
        var file = Read("config:\n  basecamp:b: stack\n",
            """
            name: basecamp
            config:
              a: { type: string, default: project }
              b: { default: project }
              c: { type: string }
              other:d: short
            """);

        Assert.Equal([("basecamp:a", "project"), ("basecamp:b", "stack"), ("other:d", "short")],
            file.Config.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("config:\n")]
    [InlineData("# only a comment\n")]
    [InlineData("encryptionsalt: v1:AAAA\nconfig: {}\n")]
    public void A_file_without_config_is_fine(string yaml) => Assert.Empty(Read(yaml).Config);

    [Fact]
    public void Finds_the_project_from_a_folder_below_it()
    {
        using var cli = new Cli();
        var below = Directory.CreateDirectory(cli.Path("infra/homelab")).FullName;

        var file = StackFileReader.Read(below, "organization/basecamp/lab", null);

        Assert.Equal("lab", file.Stack);
        Assert.Equal("../../Pulumi.lab.yaml", file.Shown);
    }

    [Fact]
    public void Reads_stack_files_from_the_configured_folder()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.yaml", "name: basecamp\nstackConfigDir: stacks\n");
        cli.Write("stacks/Pulumi.dev.yaml", "config: { basecamp:a: b }\n");

        Assert.Equal("b", StackFileReader.Read(cli.Directory, "dev", null).Config["basecamp:a"]);
    }

    [Theory]
    [InlineData("basecamp:homelab", 2)]
    [InlineData("basecamp:homelab.nodes", 4)]
    [InlineData("basecamp:homelab.nodes[1].address", 8)]
    [InlineData("basecamp:homelab.nodes[1].missing", 7)]
    [InlineData("basecamp:homelab.cluster.name", 3)]
    [InlineData("basecamp:homelab.nodes[9].address", 4)]
    [InlineData("basecamp:homelab.nodes[server-1]", 2)]
    [InlineData("basecamp:absent.x", null)]
    public void Knows_the_line_of_a_path(string path, int? line) => Assert.Equal(line, Read(
        """
        config:
          basecamp:homelab:
            cluster: { name: lab }
            nodes:
              - name: server-1
                address: 192.168.70.11
              - name: server-2
                address: 192.168.70.12
        """).LineOf(path));

    [Fact]
    public void Warns_about_keys_outside_of_config_and_remote_environments()
    {
        var file = Read("config: {}\nbasecamp:tiers: [homelab]\nenvironment: [lab]\n");

        Assert.Equal(
            [
                "Pulumi.lab.yaml:2: 'basecamp:tiers' stands outside of 'config:', so Pulumi ignores it. Indent it below 'config:'.",
                "Pulumi.lab.yaml:3: 'environment' imports config from a service, which an offline run cannot ask.",
            ], file.Warnings);
    }
}
