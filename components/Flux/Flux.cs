using System.Collections.Immutable;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Flux;

/// <summary>Flux: the controllers, the repository, and the root Kustomizations. All of it stays Pulumi's; what the roots lead to is Flux' own.</summary>
public sealed class Flux : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "flux-system";

    // Images cannot be updated from here: versions are changed in the catalog.
    static readonly ImmutableArray<string> Controllers = ["helm", "kustomize", "notification", "source"];

    /// <summary>Installs Flux.</summary>
    public Flux(string name, FluxArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Flux", name, args, options, isDirect: true)
    {
        var spec = args.Flux;
        Namespace(new() { Name = "flux", Rules = [.. RulesFor(spec)] });
        // The chart brings its definitions as ordinary objects, kept when it goes: upstream publishes them in four repositories.
        var chart = Chart(
            Catalog.Charts.Flux, "flux", NamespaceName, FluxValues.For(Platform, spec), [.. Controllers.Select(WorkloadOf)], skipCrds: false);
        FluxRoots.Register(name, Platform.Delivery, args.HasApps, Child(chart));
        Alerts(NamespaceName, [.. FluxAlerts.All]);
        Deliver();
    }

    static IEnumerable<NetworkRule> RulesFor(FluxSpec spec)
    {
        yield return NetworkRule.ToApiServer;
        yield return NetworkRule.FromPrometheus(8080);
        yield return NetworkRule.ToInternet(443, 22);
        if (spec.Networks.Count > 0)
            yield return NetworkRule.ToNetworks("allow-private-servers", [.. spec.Networks], 443, 22, 80, 3000);
    }

    Workload WorkloadOf(string controller) => new()
    {
        Name = $"{controller}-controller",
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add("app", $"{controller}-controller"),
        Ports = [new("http-prom", 8080), new("healthz", 9440)],
        Requests = FluxValues.RequestsOf(controller, Platform.Sizing),
    };
}
