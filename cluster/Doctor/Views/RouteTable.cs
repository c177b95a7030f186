using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>Where requests from outside go: the rules of all Ingresses and HTTPRoutes.</summary>
sealed class RouteTable
{
    readonly List<RouteRule> rules;

    public RouteTable(ClusterSnapshot snapshot) => rules =
    [
        .. snapshot.Of("networking.k8s.io", "Ingress").SelectMany(OfIngress),
        .. snapshot.Of("gateway.networking.k8s.io", "HTTPRoute").SelectMany(OfRoute),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<RouteRule> Rules => rules;

    /// <summary>Hosts that something is published at.</summary>
    public IEnumerable<string> Hosts => rules.Select(rule => rule.Host).Where(host => host.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>Rules that may answer a URL: those of its own host, else those of a wildcard, else those of every host.</summary>
    public IReadOnlyList<RouteRule> For(Uri url)
    {
        var host = url.Host.ToLowerInvariant();
        var wildcard = host.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? $"*{host[dot..]}" : "";
        foreach (var name in new[] { host, wildcard, "" })
        {
            var matching = rules.Where(rule => rule.Host == name && url.AbsolutePath.StartsWith(rule.Path.TrimEnd('/'), StringComparison.Ordinal)).ToList();
            if (matching.Count > 0 && (name.Length > 0 || wildcard.Length > 0))
                return [.. matching.OrderByDescending(rule => rule.Path.Length).TakeWhile(rule => rule.Path.Length == matching.Max(each => each.Path.Length))];
        }
        return [];
    }

    static IEnumerable<RouteRule> OfIngress(KubernetesObject ingress)
    {
        foreach (var rule in ingress.Maps("spec", "rules"))
            foreach (var path in rule.Maps("http", "paths"))
                yield return new(ingress, rule.Text("host") ?? "", path.Text("path") ?? "/", path.Text("backend", "service", "name"), ingress.Namespace,
                    path.At("backend", "service", "port", "number") ?? path.At("backend", "service", "port", "name"));
        if (ingress.Map("spec", "defaultBackend", "service") is { IsEmpty: false } service)
            yield return new(ingress, "", "/", service.Text("name"), ingress.Namespace, service.At("port", "number") ?? service.At("port", "name"));
    }

    static IEnumerable<RouteRule> OfRoute(KubernetesObject route) =>
        from host in route.Texts("spec", "hostnames").DefaultIfEmpty("")
        from rule in route.Maps("spec", "rules")
        from path in rule.Maps("matches").Select(match => match.Text("path", "value") ?? "/").DefaultIfEmpty("/")
        from backend in rule.Maps("backendRefs")
        where backend.Text("kind") is null or "Service"
        select new RouteRule(route, host, path, backend.Text("name"), SafeName.Of(backend.Text("namespace") ?? route.Namespace ?? ""), backend.At("port"));
}

/// <summary>One rule: requests for a host and path go to a port of a Service.</summary>
sealed record RouteRule(KubernetesObject Object, string Host, string Path, string? Service, string? ServiceNamespace, object? Port);
