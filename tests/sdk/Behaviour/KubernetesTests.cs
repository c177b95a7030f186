using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using ApiExtensions = Pulumi.Kubernetes.ApiExtensions;
using Apps = Pulumi.Kubernetes.Apps.V1;
using Core = Pulumi.Kubernetes.Core.V1;
using Helm3 = Pulumi.Kubernetes.Helm.V3;
using Helm4 = Pulumi.Kubernetes.Helm.V4;
using Rbac = Pulumi.Kubernetes.Rbac.V1;
using Yaml = Pulumi.Kubernetes.Yaml.V2;

namespace Basecamp.Sdk.Tests.Behaviour;

public class KubernetesTests
{
    static ImmutableDictionary<string, object> Object(object value) => Assert.IsType<ImmutableDictionary<string, object>>(value);

    [Fact]
    public async Task Sets_kind_and_api_version_whatever_the_caller_gave()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            new Core.Namespace("namespace");
            new Apps.Deployment("deployment", new DeploymentArgs { ApiVersion = "apps/v1beta1", Kind = "Wrong" });
            new Rbac.ClusterRole("role");
        });

        Assert.Equal(
            [
                ("kubernetes:core/v1:Namespace", "v1", "Namespace"),
                ("kubernetes:apps/v1:Deployment", "apps/v1", "Deployment"),
                ("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "rbac.authorization.k8s.io/v1", "ClusterRole"),
            ],
            recorder.Resources.Select(resource => (resource.Type, (string)resource.Inputs["apiVersion"], (string)resource.Inputs["kind"])));
    }

    [Fact]
    public async Task Nests_arguments()
    {
        var recorder = new Recorder();
        await recorder.Update(() => new Apps.Deployment("deployment", new DeploymentArgs
        {
            Metadata = new ObjectMetaArgs { Name = "web", Labels = { ["app"] = "web" } },
            Spec = new DeploymentSpecArgs
            {
                Replicas = 2,
                Selector = new LabelSelectorArgs { MatchLabels = { ["app"] = "web" } },
                Template = new PodTemplateSpecArgs
                {
                    Spec = new PodSpecArgs
                    {
                        Containers =
                        {
                            new ContainerArgs
                            {
                                Name = "web",
                                Image = "web:1",
                                Ports = { new ContainerPortArgs { ContainerPortValue = 80 } },
                            },
                        },
                    },
                },
            },
        }));

        var spec = Object(recorder.Single("deployment").Inputs["spec"]);
        Assert.Equal(2d, spec["replicas"]);
        var pod = Object(Object(spec["template"])["spec"]);
        var container = Object(Assert.Single(Assert.IsType<ImmutableArray<object>>(pod["containers"])));
        Assert.Equal(["image", "name", "ports"], container.Keys.Order());
        Assert.Equal(80d, Object(Assert.Single(Assert.IsType<ImmutableArray<object>>(container["ports"])))["containerPort"]);
    }

    [Fact]
    public async Task Aliases_the_versions_an_object_had_before()
    {
        var aliases = new List<string>();
        await new Recorder().Update(() => new Apps.Deployment("deployment", null, new()
        {
            ResourceTransformations =
            {
                args =>
                {
                    aliases.AddRange(args.Options.Aliases.Select(alias =>
                        alias.ToOutput().Apply(value => value.Type!).Read().GetAwaiter().GetResult().Value));
                    Assert.Equal("4.32.0", args.Options.Version);
                    return null;
                },
            },
        }));

        Assert.Equal(
            ["kubernetes:apps/v1beta1:Deployment", "kubernetes:apps/v1beta2:Deployment", "kubernetes:extensions/v1beta1:Deployment"],
            aliases);
    }

    [Fact]
    public async Task Makes_secret_data_secret_when_set()
    {
        var args = new SecretArgs { StringData = new InputMap<string> { ["key"] = "value" } };
        var configMap = new ConfigMapArgs { Data = new InputMap<string> { ["key"] = "value" } };

        Assert.True(await Output.IsSecretAsync(args.StringData.ToOutput()));
        Assert.False(await Output.IsSecretAsync(configMap.Data.ToOutput()));
    }

    [Fact]
    public async Task Reads_typed_outputs()
    {
        Core.Service service = null!;
        await new Recorder().Update(() => service = new Core.Service("service", new ServiceArgs
        {
            Metadata = new ObjectMetaArgs { Name = "web", Namespace = "shop" },
            Spec = new ServiceSpecArgs
            {
                Type = Core.ServiceSpecType.ClusterIP,
                Ports = { new ServicePortArgs { Port = 80, TargetPort = "http" } },
            },
        }));

        var metadata = (await service.Metadata.Read()).Value;
        Assert.Equal(("web", "shop"), (metadata.Name, metadata.Namespace));
        var spec = (await service.Spec.Read()).Value;
        Assert.Equal("ClusterIP", spec.Type);
        Assert.Equal("http", Assert.Single(spec.Ports).TargetPort.AsT1);
    }

    [Fact]
    public async Task Reads_an_existing_object()
    {
        var recorder = new Recorder();
        await recorder.Update(() => Core.ConfigMap.Get("existing", "kube-system/coredns"));

        Assert.Equal("kube-system/coredns", recorder.Single("existing").Id);
        Assert.Empty(recorder.Single("existing").Inputs);
    }

    [Fact]
    public async Task Registers_custom_objects_under_their_own_kind()
    {
        var recorder = new Recorder();
        await recorder.Update(() => new ApiExtensions.CustomResource("issuer", new IssuerArgs
        {
            Metadata = new ObjectMetaArgs { Name = "ca" },
            Spec = { ["selfSigned"] = ImmutableDictionary<string, object>.Empty },
        }));

        var issuer = recorder.Single("issuer");
        Assert.Equal("kubernetes:cert-manager.io/v1:Issuer", issuer.Type);
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], issuer.Inputs.Keys.Order());
        Assert.Equal("cert-manager.io/v1", issuer.Inputs["apiVersion"]);
        Assert.Equal("Issuer", issuer.Inputs["kind"]);
    }

    [Fact]
    public async Task Registers_a_release_as_a_custom_resource_with_its_mark()
    {
        var recorder = new Recorder();
        Helm3.Release release = null!;
        await recorder.Update(() => release = new Helm3.Release("cilium", new()
        {
            Chart = "cilium",
            Version = "1.17.0",
            Values = { ["replicas"] = 2, ["nested"] = new Dictionary<string, object> { ["a"] = true } },
        }));

        var inputs = recorder.Single("cilium").Inputs;
        Assert.Equal(["chart", "compat", "values", "version"], inputs.Keys.Order());
        Assert.Equal("true", inputs["compat"]);
        Assert.Equal(2d, Object(inputs["values"])["replicas"]);
        Assert.Equal("cilium", (await release.Chart.Read()).Value);
    }

    [Fact]
    public async Task Registers_charts_and_yaml_as_components_made_elsewhere()
    {
        var recorder = new Recorder();
        var resources = await recorder.Update(() =>
        {
            new Helm4.Chart("chart", new() { Chart = "cilium" });
            new Yaml.ConfigGroup("group", new() { Yaml = "a: b" });
            new Yaml.ConfigFile("file", new() { File = "a.yaml" });
        });

        Assert.Equal(
            ["kubernetes:helm.sh/v4:Chart", "kubernetes:yaml/v2:ConfigGroup", "kubernetes:yaml/v2:ConfigFile"],
            recorder.Resources.Select(resource => resource.Type));
        Assert.All(resources, resource => Assert.IsType<ComponentResource>(resource, exactMatch: false));
        Assert.Equal("cilium", recorder.Single("chart").Inputs["chart"]);
    }

    sealed class IssuerArgs() : ApiExtensions.CustomResourceArgs("cert-manager.io/v1", "Issuer")
    {
        [Input("spec")]
        InputMap<object>? spec;

        public InputMap<object> Spec
        {
            get => spec ??= [];
            set => spec = value;
        }
    }
}
