using System.Text.Json.Nodes;

namespace Basecamp.Cli.Tests.Recovery;

/// <summary>A state whose cluster is gone is made fit for a new one, without the old one being asked.</summary>
public sealed class ForgetClusterTests
{
    const string Cluster = "urn:pulumi:ha::basecamp::basecamp:index:PlatformTier$pulumi:providers:kubernetes::cluster";
    const string Rendering = "urn:pulumi:ha::basecamp::basecamp:index:PlatformTier$pulumi:providers:kubernetes::platform-cilium-manifests";
    const string Random = "urn:pulumi:ha::basecamp::pulumi:providers:random::default_4_21_1";
    const string Password = "urn:pulumi:ha::basecamp::random:index/randomPassword:RandomPassword::password";
    const string Secret = "urn:pulumi:ha::basecamp::kubernetes:core/v1:Secret::login";
    const string Namespace = "urn:pulumi:ha::basecamp::kubernetes:core/v1:Namespace::shop";
    const string Nested = "urn:pulumi:ha::basecamp::kubernetes:core/v1:Namespace$random:index/randomId:RandomId::nested";
    const string File = "urn:pulumi:ha::basecamp::kubernetes:core/v1:ConfigMap::file";

    const string Export = $$"""
        {
          "version": 3,
          "deployment": {
            "manifest": { "time": "2026-11-28T10:00:00Z" },
            "secrets_providers": { "type": "passphrase", "state": { "salt": "v1:salt" } },
            "resources": [
              { "urn": "urn:pulumi:ha::basecamp::pulumi:pulumi:Stack::basecamp-ha", "custom": false, "type": "pulumi:pulumi:Stack", "outputs": { "delivery": "pulumi" } },
              { "urn": "{{Cluster}}", "custom": true, "id": "c1", "type": "pulumi:providers:kubernetes", "inputs": { "clusterIdentifier": "ha-1" } },
              { "urn": "{{Rendering}}", "custom": true, "id": "r1", "type": "pulumi:providers:kubernetes", "inputs": { "renderYamlToDirectory": ".rendered/x" } },
              { "urn": "{{Random}}", "custom": true, "id": "d1", "type": "pulumi:providers:random" },
              { "urn": "{{Namespace}}", "custom": true, "id": "shop", "type": "kubernetes:core/v1:Namespace", "provider": "{{Cluster}}::c1", "retainOnDelete": true },
              { "urn": "{{Password}}", "custom": true, "id": "none", "type": "random:index/randomPassword:RandomPassword", "provider": "{{Random}}::d1", "sequenceNumber": 9007199254740993,
                "outputs": { "result": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:cipher" } },
                "dependencies": ["{{Namespace}}", "{{Random}}"], "propertyDependencies": { "length": ["{{Namespace}}"] }, "deletedWith": "{{Namespace}}" },
              { "urn": "{{Nested}}", "custom": true, "id": "n", "type": "random:index/randomId:RandomId", "provider": "{{Random}}::d1", "parent": "{{Namespace}}" },
              { "urn": "{{Secret}}", "custom": true, "delete": true, "id": "old", "type": "kubernetes:core/v1:Secret", "provider": "{{Cluster}}::c0" },
              { "urn": "{{Secret}}", "custom": true, "id": "new", "type": "kubernetes:core/v1:Secret", "provider": "{{Cluster}}::c1" },
              { "urn": "{{File}}", "custom": true, "id": "f", "type": "kubernetes:core/v1:ConfigMap", "provider": "{{Rendering}}::r1", "dependencies": ["{{Secret}}"] }
            ],
            "pending_operations": [ { "type": "creating" } ]
          }
        }
        """;

    [Fact]
    public async Task What_was_in_the_cluster_goes_and_everything_else_stays()
    {
        using var cli = new Cli();
        var state = await Forget(cli, Export);

        Assert.Equal(
            ["urn:pulumi:ha::basecamp::pulumi:pulumi:Stack::basecamp-ha", Cluster, Rendering, Random, Password, Nested, File],
            Resources(state).Select(resource => (string)resource["urn"]!));
        Assert.False(state["deployment"]!.AsObject().ContainsKey("pending_operations"));
    }

    [Fact]
    public async Task No_resource_names_one_that_is_gone()
    {
        using var cli = new Cli();
        var state = await Forget(cli, Export);
        var text = state.ToJsonString();

        Assert.DoesNotContain("::shop\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("::login\"", text, StringComparison.Ordinal);
        Assert.Equal([Random], Resources(state).Single(Is(Password))["dependencies"]!.AsArray().Select(urn => (string)urn!));
        Assert.Equal("urn:pulumi:ha::basecamp::pulumi:pulumi:Stack::basecamp-ha", (string)Resources(state).Single(Is(Nested))["parent"]!);
    }

    [Fact]
    public async Task Secrets_and_what_nobody_knows_of_stay_as_they_are()
    {
        using var cli = new Cli();
        var state = await Forget(cli, Export);

        var password = Resources(state).Single(Is(Password));
        Assert.Equal("v1:cipher", (string)password["outputs"]!["result"]!["ciphertext"]!);
        // More digits than a double has.
        Assert.Equal("9007199254740993", password["sequenceNumber"]!.ToJsonString());
        Assert.Equal("v1:salt", (string)state["deployment"]!["secrets_providers"]!["state"]!["salt"]!);
    }

    [Fact]
    public async Task It_says_what_to_do_next()
    {
        using var cli = new Cli();
        cli.Write("old.json", Export);
        var result = await cli.Run("dr", "forget-cluster", "--export", "old.json", "--out", "new.json");
        Assert.Equal(
            ["3 resources removed, 7 kept in new.json", "Next: pulumi stack import --stack NAME --file new.json, then pulumi up --stack NAME."], result.Lines);
    }

    [Fact]
    public async Task A_file_is_never_overwritten_not_even_the_export()
    {
        using var cli = new Cli();
        cli.Write("old.json", Export);

        var result = await cli.Run("dr", "forget-cluster", "--export", "old.json", "--out", "old.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("already exists", result.Error, StringComparison.Ordinal);
        Assert.Equal(Export, await System.IO.File.ReadAllTextAsync(cli.Path("old.json")));
    }

    [Theory]
    [InlineData("{ \"deployment\": {} }", "is not what 'pulumi stack export' writes")]
    [InlineData("[1, 2]", "is not what 'pulumi stack export' writes")]
    [InlineData("{ \"deployment\": ", "is not valid JSON (line 1)")]
    [InlineData("{ \"deployment\": { \"resources\": [] } }", "has nothing in it that is in a cluster")]
    public async Task What_is_no_state_of_a_cluster_is_refused_and_nothing_is_written(string text, string message)
    {
        using var cli = new Cli();
        cli.Write("old.json", text);

        var result = await cli.Run("dr", "forget-cluster", "--export", "old.json", "--out", "new.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(cli.Path("new.json")));
    }

    static async Task<JsonNode> Forget(Cli cli, string export)
    {
        cli.Write("old.json", export);
        var result = await cli.Run("dr", "forget-cluster", "--export", "old.json", "--out", "new.json");
        Assert.Equal("", result.Error);
        return JsonNode.Parse(await System.IO.File.ReadAllTextAsync(cli.Path("new.json")))!;
    }

    static IEnumerable<JsonNode> Resources(JsonNode state) => state["deployment"]!["resources"]!.AsArray().Select(resource => resource!);

    static Func<JsonNode, bool> Is(string urn) => resource => (string)resource["urn"]! == urn;
}
