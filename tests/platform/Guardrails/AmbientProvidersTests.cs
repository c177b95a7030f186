using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Helm4 = Pulumi.Kubernetes.Helm.V4;
using Kubernetes = Pulumi.Kubernetes;
using Yaml = Pulumi.Kubernetes.Yaml.V2;

namespace Basecamp.Platform.Tests.Guardrails;

public class AmbientProvidersTests
{
    static async Task<IReadOnlyList<Finding>> Check(Action program) => (await RecordedStack.RunAsync(program)).Findings([new AmbientProviders()]);

    sealed class Group(string name, ComponentResourceOptions options) : ComponentResource("test:index:Group", name, options);

    [Fact]
    public async Task BC014_reports_a_remote_component_that_relies_on_its_parents_provider()
    {
        var findings = await Check(() =>
        {
            var cluster = new Kubernetes.Provider("cluster");
            var group = new Group("group", new() { Providers = { cluster } });
            _ = new Yaml.ConfigGroup("definitions", new() { Yaml = "a: b" }, new() { Parent = group });
            _ = new Helm4.Chart("chart", new() { Chart = "cilium" }, new() { Parent = group });
        });

        Assert.Equal(["definitions", "chart"], findings.Select(finding => finding.Resource?.Name));
        Assert.All(findings, finding => Assert.Equal(
            "no provider is named: a component that the provider makes inherits none from its parent. It goes to the default one, not to 'cluster'.",
            finding.Message));
    }

    [Fact]
    public async Task BC014_reports_a_resource_outside_of_the_components_with_a_provider()
    {
        var findings = await Check(() =>
        {
            _ = new Group("group", new() { Providers = { new Kubernetes.Provider("cluster") } });
            _ = new ConfigMap("stray", new());
        });

        var finding = Assert.Single(findings);
        Assert.Equal(("BC014", "stray"), (finding.Id, finding.Resource?.Name));
        Assert.Equal("no provider is named. It goes to the default one, not to 'cluster'.", finding.Message);
    }

    [Fact]
    public async Task BC014_accepts_providers_named_in_options_and_inherited_by_what_the_program_makes()
    {
        var findings = await Check(() =>
        {
            var cluster = new Kubernetes.Provider("cluster");
            var group = new Group("group", new() { Providers = { cluster } });
            _ = new ConfigMap("inherits", new(), new() { Parent = group });
            _ = new Yaml.ConfigGroup("single", new() { Yaml = "a: b" }, new() { Parent = group, Provider = cluster });
            _ = new Yaml.ConfigGroup("listed", new() { Yaml = "a: b" }, new() { Providers = { cluster } });
        });

        Assert.Empty(findings);
    }

    [Fact]
    public async Task BC014_leaves_programs_alone_that_only_use_the_default_provider() =>
        Assert.Empty(await Check(() => _ = new Yaml.ConfigGroup("group", new() { Yaml = "a: b" })));

    [Fact]
    public async Task A_remote_component_is_recorded_with_the_provider_of_its_own_options_only()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            var (parents, own) = (new Kubernetes.Provider("parents"), new Kubernetes.Provider("own"));
            var group = new Group("group", new() { Providers = { parents } });
            _ = new Yaml.ConfigGroup("named", new() { Yaml = "a: b" }, new() { Parent = group, Provider = own });
            _ = new Yaml.ConfigGroup("nameless", new() { Yaml = "a: b" }, new() { Parent = group });
        });

        Assert.Equal("own", stack.Named("named").Single().Provider?.Name);
        Assert.Null(stack.Named("nameless").Single().Provider);
        Assert.Equal(["named", "nameless"], stack.Resources.Where(resource => resource.IsRemote).Select(resource => resource.Name));
    }
}
