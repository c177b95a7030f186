using System.Text.RegularExpressions;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor;

/// <summary>What is asked about: everything, a namespace, an app in it, a URL, or a node.</summary>
public sealed partial record DiagnosisScope
{
    /// <summary>The whole cluster.</summary>
    public static DiagnosisScope Everything { get; } = new() { Text = "" };

    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    string? Namespace { get; init; }

    string? App { get; init; }

    string? Node { get; init; }

    Uri? Url { get; init; }

    /// <summary>Reads <c>shop</c>, <c>shop/web</c>, <c>https://shop.example.com/cart</c> or <c>node/w1</c>; null when it is none of these.</summary>
    public static DiagnosisScope? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0 ? new() { Text = text, Url = url } : null;
        return Names().Match(text) switch
        {
            { Success: false } => null,
            var match when match.Groups["first"].Value == "node" && match.Groups["second"].Success =>
                new() { Text = text, Node = match.Groups["second"].Value },
            var match => new()
            {
                Text = text,
                Namespace = match.Groups["first"].Value,
                App = match.Groups["second"].Success ? match.Groups["second"].Value
                : null
            },
        };
    }

    /// <summary>The objects that are meant; null for all.</summary>
    internal IReadOnlyList<ObjectId>? Objects(ClusterView cluster)
    {
        if (Node is { } node)
            return [ObjectId.Core("Node", null, node), .. cluster.PodsOn(node).Select(pod => pod.Id)];
        if (Url is { } url)
            return [ObjectOf(url), .. cluster.Routes.For(url).Select(route => route.Object.Id()).Distinct()];
        if (Namespace is not { } ns)
            return null;
        var inside = cluster.Snapshot.Objects.Where(each => each.Namespace == ns && each.Kind != "Event");
        return App is { } app
            ? [ObjectId.Core("App", ns, app), .. inside.Where(each => IsPartOf(each, app)).Select(each => each.Id())]
            : [ObjectId.Core("Namespace", null, ns), .. inside.Select(each => each.Id())];
    }

    /// <summary>What is wrong with the question itself: what it names is not there.</summary>
    internal IEnumerable<Finding> Find(ClusterView cluster)
    {
        if (Node is { } node && cluster.Nodes.All(each => each.Name != node))
            yield return Missing("node-unknown", ObjectId.Core("Node", null, node), $"There is no node {node}", cluster.Nodes.Select(each => each.Name),
                "kubectl get nodes");
        else if (Url is { } url && cluster.Routes.For(url).Count == 0)
            yield return Missing("url-unknown", ObjectOf(url), $"No Ingress or HTTPRoute is for {url.Host}{url.AbsolutePath}", cluster.Routes.Hosts,
                "kubectl get ingresses,httproutes -A")
                with
            { Runbook = "docs/runbooks/ingress.md" };
        else if (Namespace is { } ns && cluster.Snapshot.Find("", "Namespace", null, ns) is null && cluster.PodsIn(ns).Count == 0)
            yield return Missing("namespace-unknown", ObjectId.Core("Namespace", null, ns), $"There is no namespace {ns}",
                cluster.Snapshot.Of("", "Namespace").Select(each => each.Name), "kubectl get namespaces");
        else if (App is { } app && Objects(cluster) is { Count: 1 })
            yield return Missing("app-unknown", ObjectId.Core("App", Namespace, app), $"There is no app {app} in {Namespace}",
                cluster.Workloads.Where(each => each.Object.Namespace == Namespace).Select(each => each.Object.Name),
                    $"kubectl -n {Namespace} get deployments,statefulsets,daemonsets,cronjobs");
    }

    static Finding Missing(string check, ObjectId id, string what, IEnumerable<string> known, string command) =>
        new(check, id, what, $"Nothing of that name was seen.{Manifests.Text.NearestName.Suggest(id.Name, known)}")
        {
            Evidence = [$"seen: {string.Join(", ", known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(12).DefaultIfEmpty("none"))}"],
            Commands = [command],
        };

    static ObjectId ObjectOf(Uri url) => ObjectId.Core("URL", null, url.Host);

    static bool IsPartOf(KubernetesObject each, string app) => each.Name == app
        || each.Label("app.kubernetes.io/name") == app || each.Label("app.kubernetes.io/instance") == app || each.Label("app") == app
        || (each.Kind is "Pod" or "ReplicaSet" or "Job" && each.Name.StartsWith($"{app}-", StringComparison.Ordinal) && each.Owners().Any());

    [GeneratedRegex(@"\A(?<first>[a-z0-9]([-a-z0-9.]*[a-z0-9])?)(/(?<second>[a-z0-9]([-a-z0-9.]*[a-z0-9])?))?\z")]
    private static partial Regex Names();
}
