using Basecamp.Components.Exposure;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.WebApps;
using Basecamp.Manifests.Contracts;
using Basecamp.Manifests.Reachability;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;
using Pulumi;

namespace Basecamp.Infra.Tests.Documented;

/// <summary>The C# of pages that shows a part of a program, compiled with what is around it.</summary>
static class DocumentedSnippets
{
    public static WebApp OfComponents(PlatformContext platform)
    {
        var web = new WebApp("shop", new()
        {
            Platform = platform,
            Spec = new() { Image = "registry.example.com/shop:v2@sha256:…", Port = 8080, Host = "shop" },
        });
        return web;
    }

    public static async Task OfTesting()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new WebService("web"));   // a component of yours

        Assert.Empty(stack.Findings(SecretGuardrails.All));
        Assert.Equal("Ingress", stack.Single("kubernetes:networking.k8s.io/v1:NetworkPolicy").Input("spec.policyTypes[0]"));
    }

    public static void OfContracts(RecordedStack stack)
    {
        var contracts = new ContractGuardrail(
            ChartContracts.Load("tests/contracts/charts"),
            ObjectContracts.Load("tests/contracts/crds", "tests/contracts/kubernetes/kubernetes.txt"));

        Assert.Empty(stack.Findings([contracts]));
    }

    public static void OfReachability(RecordedStack stack)
    {
        var web = new PodGroup("shop", "web", new Dictionary<string, string> { ["app"] = "web" }, [8080]);
        var postgres = new PodGroup("shop", "postgres", new Dictionary<string, string> { ["app"] = "postgres" }, [5432]);
        var internet = ExternalAddresses.Internet();
        var model = ReachabilityModel.From(
            KubernetesManifests.From(stack),
            [web, postgres, new ApiServer(["192.168.70.11"]), internet],
            PolicyEngine.Cilium);

        Assert.Equal("shop/web -> shop/postgres: 5432/TCP\n", model.Matrix().ToString());
        Assert.False(model.Allows(web, internet, 443), model.Evaluate(web, internet, 443).ToString());
    }

    public static void OfManifests(PodGroup web, PodGroup postgres)
    {
        var objects = ManifestYaml.ReadMaps(File.ReadAllText("all.yaml"));
        var model = ReachabilityModel.From(objects, [web, postgres], PolicyEngine.Kubernetes);
        Console.Write(model.Matrix());
    }

    sealed class WebService(string name) : ComponentResource("shop:index:WebService", name);

    sealed class Page : PlatformComponent
    {
        public Page(string name, PlatformComponentArgs args, Peer.Pods grafanaPods)
            : base("shop:index:Page", name, args, null)
        {
            Expose("grafana", new HttpTarget(grafanaPods, PodPort: 3000, Service: "grafana", ServicePort: 80));
            Deliver();
        }
    }
}
