using System.Text.Json;

namespace Basecamp.Cli.Tests.Preview;

public class PreviewJsonTests
{
    static async Task<JsonElement> Preview(Cli cli, int exitCode)
    {
        var result = await cli.Run("preview", "--stack", "lab", "--output", "json");
        Assert.Equal(exitCode, result.ExitCode);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    [Fact]
    public async Task Has_a_stable_schema()
    {
        using var cli = new Cli();

        var root = await Preview(cli, 0);

        Assert.Equal(
            [
                "schemaVersion", "stack", "project", "file", "complete", "exitCode", "total",
                "tiers", "resources", "outputs", "problems", "failures", "warnings", "findings",
            ],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(21, root.GetProperty("total").GetInt32());
        Assert.Equal(
            ["homelab", "platform", "apps"],
            root.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("name").GetString()));
        Assert.Equal(9, root.GetProperty("tiers")[0].GetProperty("byType").GetProperty("command:remote:Command").GetInt32());
    }

    [Fact]
    public async Task Describes_resources_without_their_secrets()
    {
        using var cli = new Cli();

        var root = await Preview(cli, 0);

        var install = root.GetProperty("resources").EnumerateArray()
            .Single(resource => resource.GetProperty("name").GetString() == "server-1-install");
        Assert.Equal(
            ["urn", "type", "name", "tier", "kind", "parent", "provider", "dependsOn", "protect", "secretInputs", "inputs"],
            install.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            "urn:pulumi:lab::basecamp::basecamp:index:HomelabTier$basecamp:index:K3sServer$command:remote:Command::server-1-install",
            install.GetProperty("urn").GetString());
        Assert.Equal("homelab", install.GetProperty("tier").GetString());
        Assert.Equal("custom", install.GetProperty("kind").GetString());
        Assert.EndsWith("::server-1", install.GetProperty("parent").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("::server-1-prepare", install.GetProperty("dependsOn")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("[secret]", install.GetProperty("inputs").GetProperty("stdin").GetString());
        Assert.Equal("[secret]", install.GetProperty("inputs").GetProperty("connection").GetString());
        Assert.Equal("[secret]", root.GetProperty("outputs").GetProperty("kubeconfig").GetString());
        Assert.Equal("https://192.168.70.10:6443", root.GetProperty("outputs").GetProperty("endpoint").GetString());
    }

    [Fact]
    public async Task Carries_the_problems()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.lab.yaml", Cli.Lab.Replace("192.168.70.21", "y", StringComparison.Ordinal));

        var root = await Preview(cli, 1);

        Assert.False(root.GetProperty("complete").GetBoolean());
        var problem = Assert.Single(root.GetProperty("problems").EnumerateArray());
        Assert.Equal("basecamp:nodes[2].address", problem.GetProperty("path").GetString());
        Assert.Equal(7, problem.GetProperty("line").GetInt32());
    }
}
