using Basecamp.Components.Platform;
using Basecamp.Infra.Apps;
using Basecamp.Testing;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>Records the apps tier on a platform that has everything.</summary>
static class AppsRun
{
    static readonly string Image = $"registry.example.org/app:v1@sha256:{new string('a', 64)}";

    /// <summary>An app with every kind of alert, a neighbour in its namespace whose name begins with its own, and triage.</summary>
    public static Task<RecordedStack> Published() => Of(RouteKind.Ingress, $$"""
        {
          "services": {
            "shop": { "image": "{{Image}}", "port": 8080, "host": "shop", "scaling": { "max": 6 }, "catchAll": true },
            "shop-eu": { "image": "{{Image}}", "port": 8080, "host": "shop-eu", "namespace": "shop" }
          },
          "triage": { "image": "{{Image}}", "onCall": "on-call/ha.yaml", "credentials": { "ntfy-token": "abc" }, "database": { "backup": null } }
        }
        """);

    /// <summary>An app that is published by an HTTPRoute and scaled by KEDA, and one whose versions come out in steps.</summary>
    public static Task<RecordedStack> Routed() => Of(RouteKind.Gateway, $$"""
        {
          "services": {
            "portal": {
              "image": "{{Image}}", "port": 8080, "host": "portal", "alerts": { "errorPercent": 20, "latencyMillis": 250, "outage": "warning" },
              "scaling": { "max": 4, "query": "sum(queue_length)", "perReplica": 10 }
            },
            "steps": { "image": "{{Image}}", "port": 8080, "host": "steps", "rollout": {} }
          }
        }
        """);

    static Task<RecordedStack> Of(RouteKind routes, string json)
    {
        Assert.True(AppsConfiguration.TryParse(json, out var settings, out var problems), string.Join('\n', problems));
        var facts = new PlatformFacts
        {
            Profile = PlatformProfile.Ha,
            Domain = "example.org",
            Http = new() { Domain = "example.org", Routes = routes },
            Monitoring = true,
            AlertsTriage = true,
            Keda = true,
            Rollouts = true,
            Postgres = true,
        };
        Assert.Empty(AppsValidation.Validate(settings, facts, AppsConfiguration.RootPath));
        return RecordedStack.RunAsync(
            () => _ = new AppsTier("apps", new()
            {
                Services = new()
                {
                    Facts = facts,
                    Cluster = PlatformRun.Ha,
                    Provider = new Kubernetes.Provider("cluster"),
                    TriageToken = Output.CreateSecret("the-token"),
                },
                Settings = settings,
                Stack = "test",
            }),
            new RecordingOptions { ProjectName = "basecamp", StackName = "test" });
    }
}
