using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Random;
using CoreSecret = Pulumi.Kubernetes.Core.V1.Secret;

namespace Basecamp.Components.ArgoCd;

/// <summary>
/// Argo CD. Pulumi starts it, because nothing else is there to; from its first sync on it keeps itself, from the Application in the bootstrap
/// root with the same chart, release name and values. Every object has one owner: the chart's are Argo CD's own (Pulumi ignores changes to the
/// release it made), all others here stay Pulumi's.
/// </summary>
public sealed class ArgoCd : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "argocd-system";

    const string Release = "argocd";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.ArgoCd];

    /// <summary>Installs Argo CD and its three roots.</summary>
    public ArgoCd(string name, ArgoCdArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:ArgoCd", name, args, options, isDirect: true)
    {
        var spec = args.ArgoCd;
        Namespace(new() { Name = "argocd", Rules = [.. RulesFor(spec)] });
        First(RedisPassword(name));
        if (spec.Oidc is { } oidc)
            First(OidcSecret(name, oidc));
        var values = ArgoCdValues.For(Platform, spec);
        var chart = Chart(Catalog.Charts.ArgoCd, Release, NamespaceName, values, WorkloadsOf(Platform.Sizing), bootstrapOnly: true);
        ArgoRoots.Register(name, Platform.Delivery, chart.Install, args.HasApps, Child(chart), new() { Parent = this });
        Alerts(NamespaceName, [.. ArgoCdAlerts.All]);
        Deliver();
    }

    static IEnumerable<NetworkRule> RulesFor(ArgoCdSpec spec)
    {
        yield return NetworkRule.ToApiServer;
        // Metrics of the controller, the server, the repository server and the ApplicationSet controller.
        yield return NetworkRule.FromPrometheus(8082, 8083, 8084, 8080);
        // git over HTTPS and SSH, chart repositories, and the identity provider.
        yield return NetworkRule.ToInternet(443, 22);
        if (spec.Networks.Count > 0)
            yield return NetworkRule.ToNetworks("allow-private-servers", [.. spec.Networks], 443, 22, 80, 3000);
    }

    // Given, the chart needs no hook job to make one, which a GitOps engine would run with every sync.
    CoreSecret RedisPassword(string name)
    {
        var password = new RandomPassword($"{name}-redis", new() { Length = 32, Special = false }, new() { Parent = this });
        return new(
            $"{name}-redis",
            new() { Metadata = ObjectMeta.Of("argocd-redis", NamespaceName), StringData = { ["auth"] = password.Result } },
            DirectChild());
    }

    CoreSecret OidcSecret(string name, OidcSpec oidc) => new(
        $"{name}-oidc",
        new()
        {
            // Argo CD reads only Secrets with this label.
            Metadata = ObjectMeta.Of(ArgoCdValues.OidcSecret, NamespaceName, labels: new Dictionary<string, string> { ["app.kubernetes.io/part-of"] = "argocd" }),
            StringData = { ["clientSecret"] = Output.CreateSecret(oidc.ClientSecret.Reveal()) },
        },
        DirectChild());

    static ImmutableArray<Workload> WorkloadsOf(Sizing sizing) =>
    [
        Of("application-controller", 1, ArgoCdValues.Controller(sizing), [new("metrics", 8082)]) with { Kind = WorkloadKind.StatefulSet },
        Of("applicationset-controller", sizing.Replicas, ArgoCdValues.ApplicationSet, [new("metrics", 8080), new("probe", 8081), new("webhook", 7000)]),
        Of("repo-server", sizing.Replicas, ArgoCdValues.RepoServer(sizing), [new("repo-server", 8081), new("metrics", 8084)]),
        Of("server", sizing.Replicas, ArgoCdValues.Server, [new("server", 8080), new("metrics", 8083)]),
        Of("redis", 1, ArgoCdValues.Redis, [new("redis", 6379)]),
    ];

    static Workload Of(string component, int replicas, ResourceRequests requests, ImmutableArray<WorkloadPort> ports) => new()
    {
        Name = $"{Release}-{component}",
        Labels = Workload.Named($"{Release}-{component}", component),
        Replicas = replicas,
        Requests = requests,
        Ports = ports,
    };
}
