using Basecamp.Components.Configuration;
using Basecamp.Testing;

namespace Basecamp.Infra.Tests;

/// <summary>The whole program from its config, as <c>pulumi up</c> runs it, but under mocks.</summary>
public sealed class BasecampProgramTests
{
    const string Lab = """
        {
          "provider": "ssh",
          "cluster": { "name": "lab" },
          "k3s": { "version": "v1.36.4+k3s1", "token": "server-token-1234567890" },
          "ssh": { "user": "ops" },
          "nodes": [
            { "name": "cp1", "address": "192.168.1.11", "role": "server" },
            { "name": "w1", "address": "192.168.1.21", "role": "agent" }
          ]
        }
        """;

    [Fact]
    public async Task Exports_what_the_next_tier_and_a_rebuild_need()
    {
        var stack = await Run(Lab);

        Assert.Equal(
            ["apiEndpoint", "clusterFacts", "clusterIdentifier", "homelabTopology", "kubeconfig", "nodeNames", "serverToken", "serverUrls"],
            stack.Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["homelabTopology", "kubeconfig", "serverToken"],
            stack.Outputs.Where(output => output.Value.IsSecret).Select(output => output.Key).Order(StringComparer.Ordinal));
        Assert.Equal("https://192.168.1.11:6443", stack.Outputs["apiEndpoint"].Value);
        Assert.Equal("lab-1", stack.Outputs["clusterIdentifier"].Value);
    }

    [Fact]
    public async Task Runs_as_a_preview_too_where_nothing_is_known_yet()
    {
        var stack = await RecordedStack.RunAsync(BasecampProgram.DefineAsync, Options(Lab, null, preview: true));
        Assert.Equal(13, stack.OfType("command:remote:Command").Count());
    }

    [Theory]
    [InlineData("\"name\": \"lab\"", "\"name\": \"other\"", "basecamp:homelab.cluster.name")]
    [InlineData("\"ssh\": {", "\"network\": { \"podCidrs\": [\"10.50.0.0/16\"] }, \"ssh\": {", "basecamp:homelab.network.podCidrs")]
    [InlineData("\"ssh\": {", "\"network\": { \"clusterDomain\": \"home.arpa\" }, \"ssh\": {", "basecamp:homelab.network.clusterDomain")]
    [InlineData("v1.36.4+k3s1", "v1.34.1+k3s1", "basecamp:homelab.k3s.version")]
    public async Task Refuses_to_change_what_a_deployed_cluster_cannot(string was, string becomes, string path)
    {
        var changed = Lab.Replace(was, becomes, StringComparison.Ordinal);

        var problems = await Refusals(changed, deployedFrom: Lab);

        Assert.Equal([path], problems.Select(problem => problem.Path));
        Assert.Empty(await Refusals(changed, deployedFrom: null));
        Assert.Empty(await Refusals(changed, deployedFrom: changed));
    }

    [Fact]
    public async Task Refuses_before_any_resource_is_registered()
    {
        var stack = await RecordedStack.TryRunAsync(
            BasecampProgram.DefineAsync, Options(Lab.Replace("\"name\": \"lab\"", "\"name\": \"other\"", StringComparison.Ordinal), Lab));
        Assert.Equal(["pulumi:pulumi:StackReference"], stack.Resources.Select(resource => resource.Type));
    }

    [Fact]
    public async Task A_deployment_that_cannot_be_read_any_more_refuses_nothing() =>
        Assert.Empty(await Refusals(Lab, deployedFrom: """{ "provider": "gone" }"""));

    [Fact]
    public async Task Says_everything_that_is_wrong_at_once_and_registers_nothing()
    {
        var options = Options(Lab.Replace("192.168.1.21", "192.168.1.11", StringComparison.Ordinal).Replace("v1.36.4+k3s1", "stable", StringComparison.Ordinal), null);
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, options);

        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Equal(
            ["basecamp:homelab.k3s.version", "basecamp:homelab.nodes[1].address"],
            invalid.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Empty(stack.Resources);
    }

    [Fact]
    public async Task A_stack_without_a_homelab_is_told_where_to_start()
    {
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, new RecordingOptions { ProjectName = "basecamp" });
        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Equal("basecamp:homelab", Assert.Single(invalid.Problems).Path);
        Assert.Contains("Pulumi.lab.yaml", invalid.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["homelab"]""", null)]
    [InlineData("""["platform","homelab"]""", null)]
    [InlineData("""["homelab","cloud"]""", "'cloud' is not a tier. Allowed: homelab, platform, apps.")]
    [InlineData("[]", "names no tier. Remove the key to own every tier that is configured, or list one of: homelab, platform, apps.")]
    [InlineData("homelab", "must be a list of tiers. Write it as a YAML list of: homelab, platform, apps.")]
    public void Tiers_are_checked_against_those_there_are(string json, string? message)
    {
        var problems = new List<Problem>();
        StackTiers.Read(json, ["homelab"], problems);
        Assert.Equal(message is null ? Array.Empty<string>() : [message], problems.Select(problem => problem.Message));
    }

    [Fact]
    public void A_stack_owns_the_tiers_that_it_configures_and_tiers_go_from_the_bottom_up()
    {
        Assert.Equal(["platform"], StackTiers.Read(null, ["platform"], []));
        Assert.Equal(["homelab", "platform"], StackTiers.Read("""["platform","homelab"]""", [], []));
    }

    [Fact]
    public async Task A_platform_stack_takes_the_cluster_from_the_stack_that_owns_it()
    {
        var homelab = await Run(Lab);
        var stack = await RecordedStack.RunAsync(BasecampProgram.DefineAsync, PlatformOnly(Exported(homelab)));
        Assert.DoesNotContain(stack.Resources, resource => resource.Type == "basecamp:index:HomelabTier");
        var cluster = stack.Single("pulumi:providers:kubernetes", "cluster");
        Assert.Equal("lab-1", cluster.Input("clusterIdentifier"));
        Assert.True(cluster.IsSecret("kubeconfig"));
    }

    [Fact]
    public async Task A_platform_stack_says_when_the_other_stack_has_no_cluster()
    {
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, PlatformOnly([]));
        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Equal("basecamp:homelabStack", Assert.Single(invalid.Problems).Path);
    }

    [Fact]
    public async Task Who_delivers_is_one_of_three()
    {
        var options = new RecordingOptions
        {
            ProjectName = "basecamp",
            Config = new Dictionary<string, string> { ["basecamp:homelab"] = Lab, ["basecamp:delivery"] = "ansible" },
        };
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, options);
        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Equal(
            ["basecamp:delivery: is 'ansible', but who applies the platform is one of: pulumi, argocd, flux."],
            invalid.Problems.Select(problem => problem.ToString()));
    }

    static RecordingOptions PlatformOnly(Dictionary<string, object?> exported) => new()
    {
        ProjectName = "basecamp",
        StackName = "lab-platform",
        Config = new Dictionary<string, string> { ["basecamp:homelabStack"] = "lab", ["basecamp:platform"] = """{ "certificates": {} }""" },
        StackReferences = new Dictionary<string, IReadOnlyDictionary<string, object?>> { ["organization/basecamp/lab"] = exported },
    };

    static Dictionary<string, object?> Exported(RecordedStack homelab) =>
        homelab.Outputs.ToDictionary(output => output.Key, output => output.Value.Value, StringComparer.Ordinal);

    static async Task<IReadOnlyList<Problem>> Refusals(string json, string? deployedFrom)
    {
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, Options(json, deployedFrom));
        return stack.Errors.Select(error => error.Exception).OfType<InvalidConfigurationException>().SelectMany(invalid => invalid.Problems).ToList();
    }

    static Task<RecordedStack> Run(string json) => RecordedStack.RunAsync(BasecampProgram.DefineAsync, Options(json, null));

    static RecordingOptions Options(string json, string? deployedFrom, bool preview = false) => new()
    {
        ProjectName = "basecamp",
        StackName = "lab",
        IsPreview = preview,
        Config = new Dictionary<string, string> { ["basecamp:homelab"] = json },
        StackReferences = deployedFrom is null
            ? new Dictionary<string, IReadOnlyDictionary<string, object?>>()
            : new() { ["organization/basecamp/lab"] = new Dictionary<string, object?> { ["homelabTopology"] = deployedFrom } },
    };
}
