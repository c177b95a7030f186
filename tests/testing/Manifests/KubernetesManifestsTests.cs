using System.Collections.Immutable;
using Basecamp.Testing.Manifests;
using Basecamp.Testing.Tests.Programs;
using Pulumi;

namespace Basecamp.Testing.Tests.Manifests;

public class KubernetesManifestsTests
{
    static async Task<KubernetesManifests> Render(Action program) => KubernetesManifests.From(await RecordedStack.RunAsync(program));

    static KubernetesResourceArgs Args(string apiVersion, string kind, string? name = null, string? ns = null)
    {
        var metadata = new InputMap<object>();
        if (name is not null)
            metadata.Add("name", name);
        if (ns is not null)
            metadata.Add("namespace", ns);
        return new() { ApiVersion = apiVersion, Kind = kind, Metadata = metadata };
    }

    [Fact]
    public async Task Takes_objects_and_nothing_else()
    {
        var manifests = await Render(() =>
        {
            _ = new Widget("widget", new());
            _ = new KubernetesProvider("cluster", new());
            _ = new KubernetesResource("core/v1:Namespace", "team", Args("v1", "Namespace", "team-a"));
        });

        var rendered = Assert.Single(manifests.Objects);
        Assert.Equal("Namespace team-a", rendered.ToString());
        Assert.Empty(manifests.Charts);
        Assert.Empty(manifests.LeftOut);
        Assert.Equal("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: team-a\n", rendered.ToYaml());
    }

    [Fact]
    public async Task Knows_which_kinds_have_a_namespace()
    {
        var manifests = await Render(() =>
        {
            var provider = new KubernetesProvider("cluster", new() { Namespace = "from-provider" });
            _ = new KubernetesResource("core/v1:ConfigMap", "own", Args("v1", "ConfigMap", "own", "here"));
            _ = new KubernetesResource("core/v1:ConfigMap", "none", Args("v1", "ConfigMap", "none"));
            var inherited = Args("v1", "ConfigMap", "inherited");
            _ = new KubernetesResource("core/v1:ConfigMap", "inherited", inherited, new() { Provider = provider });
            const string rbac = "rbac.authorization.k8s.io/v1";
            _ = new KubernetesResource($"{rbac}:ClusterRole", "role", Args(rbac, "ClusterRole", "role"));
            _ = new KubernetesResource("cilium.io/v2:Thing", "custom", Args("cilium.io/v2", "Thing", "custom"));
        });

        Assert.Equal(["here", "default", "from-provider", null, null], manifests.Objects.Select(rendered => rendered.Namespace));
        Assert.Contains("  namespace: default\n", manifests.Objects[1].ToYaml(), StringComparison.Ordinal);
        Assert.DoesNotContain("namespace", manifests.Objects[4].ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_an_object_after_its_resource_when_Pulumi_would()
    {
        var manifests = await Render(() => _ = new KubernetesResource("core/v1:ConfigMap", "settings", Args("v1", "ConfigMap")));

        Assert.Equal("settings", Assert.Single(manifests.Objects).Name);
        Assert.Contains("  name: settings\n", manifests.Objects[0].ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_out_secrets_and_everything_that_holds_one()
    {
        var manifests = await Render(() =>
        {
            _ = new KubernetesResource("core/v1:Secret", "even-if-plain", Args("v1", "Secret", "s", "ns"));
            _ = new KubernetesResource("core/v1:ConfigMap", "leaky", new()
            {
                ApiVersion = "v1",
                Kind = "ConfigMap",
                Data = new InputMap<string> { ["password"] = Output.CreateSecret("hunter2hunter2") },
            });
            _ = new KubernetesResource("core/v1:ConfigMap", "clean", Args("v1", "ConfigMap", "clean"));
        });

        Assert.Equal(["clean"], manifests.Objects.Select(rendered => rendered.Name));
        Assert.Equal(["even-if-plain", "leaky"], manifests.LeftOut.Select(left => left.Resource.Name));
        Assert.Equal("holds secrets: data", manifests.LeftOut[1].Reason);
    }

    [Fact]
    public async Task Leaves_out_patches_and_remote_yaml()
    {
        var manifests = await Render(() =>
        {
            _ = new KubernetesResource("apps/v1:DeploymentPatch", "patch", Args("apps/v1", "Deployment", "d"));
            _ = new KubernetesResource("yaml/v2:ConfigFile", "crds", new());
        });

        Assert.Empty(manifests.Objects);
        Assert.Equal(["patch", "crds"], manifests.LeftOut.Select(left => left.Resource.Name));
    }

    [Fact]
    public async Task Lists_charts_with_version_and_values()
    {
        var manifests = await Render(() =>
        {
            _ = new KubernetesResource("helm.sh/v3:Release", "cert-manager", new()
            {
                Chart = "cert-manager",
                Version = "1.19.1",
                Namespace = "cert-manager-system",
                Values = new InputMap<object>
                {
                    ["replicaCount"] = 2,
                    ["crds"] = ImmutableDictionary<string, object>.Empty.Add("enabled", true),
                },
            });
            var values = new InputMap<object> { ["password"] = Output.CreateSecret((object)"x") };
            _ = new KubernetesResource("helm.sh/v3:Release", "leaky", new() { Chart = "c", Values = values });
        });

        var chart = Assert.Single(manifests.Charts);
        Assert.Equal("cert-manager 1.19.1 as cert-manager-system/cert-manager", chart.ToString());
        Assert.Equal(
            """
            name: cert-manager
            namespace: cert-manager-system
            chart: cert-manager
            values:
              crds:
                enabled: true
              replicaCount: 2
            version: 1.19.1

            """, chart.ToYaml());
        Assert.Equal("leaky", Assert.Single(manifests.LeftOut).Resource.Name);
    }
}
