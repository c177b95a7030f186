using System.Globalization;
using Basecamp.Cli.Graph;

namespace Basecamp.Cli.Tests.Graph;

/// <summary>A whole platform on six machines, made up: 24 namespaces and 60 workloads.</summary>
static class BigPlatform
{
    static readonly (string Namespace, GraphTier Tier, string Workloads)[] Content =
    [
        ("triage", GraphTier.Apps, "triage Deployment 3|triage-db Cluster 3"),
        ("shop", GraphTier.Apps, "web Deployment 3|api Deployment 3|worker Deployment 2|shop-db Cluster 3|nightly-report CronJob 0"),
        ("photos", GraphTier.Apps, "immich-server Deployment 1|immich-machine-learning Deployment 1|photos-db Cluster 2|valkey StatefulSet 1"),
        ("git", GraphTier.Apps, "forgejo StatefulSet 1|runner Deployment 2|git-db Cluster 2"),
        ("wiki", GraphTier.Apps, "outline Deployment 2|wiki-db Cluster 2"),
        ("home", GraphTier.Apps, "home-assistant StatefulSet 1|mosquitto Deployment 1"),
        ("media", GraphTier.Apps, "jellyfin Deployment 1"),
        ("gateway-core", GraphTier.Core, "envoy Deployment 3|oauth2-proxy Deployment 2"),
        ("postgres-core", GraphTier.Core, "cnpg-controller-manager Deployment 2|pooler Deployment 2"),
        ("monitoring-core", GraphTier.Core,
            "prometheus StatefulSet 2|alertmanager StatefulSet 3|grafana Deployment 2|kube-state-metrics Deployment 1|node-exporter DaemonSet 0|prometheus-operator Deployment 1|blackbox-exporter Deployment 1"),
        ("logging-core", GraphTier.Core, "loki-write StatefulSet 3|loki-read Deployment 2|loki-backend StatefulSet 3|alloy DaemonSet 0"),
        ("tracing-core", GraphTier.Core, "tempo StatefulSet 1|otel-collector Deployment 2"),
        ("registry-core", GraphTier.Core, "zot StatefulSet 1"),
        ("identity-core", GraphTier.Core, "keycloak StatefulSet 2|keycloak-db Cluster 3"),
        ("objects-core", GraphTier.Core, "garage StatefulSet 3"),
        ("cert-manager-system", GraphTier.System, "cert-manager Deployment 2|cert-manager-webhook Deployment 3|cert-manager-cainjector Deployment 2"),
        ("external-dns-system", GraphTier.System, "external-dns Deployment 1"),
        ("external-secrets-system", GraphTier.System, "external-secrets Deployment 2|external-secrets-webhook Deployment 2"),
        ("longhorn-system", GraphTier.System, "longhorn-manager DaemonSet 0|longhorn-ui Deployment 2|csi-attacher Deployment 3|csi-provisioner Deployment 3"),
        ("velero-system", GraphTier.System, "velero Deployment 1|node-agent DaemonSet 0"),
        ("kyverno-system", GraphTier.System, "kyverno-admission-controller Deployment 3|kyverno-background-controller Deployment 2"),
        ("argocd-system", GraphTier.System, "argocd-server Deployment 2|argocd-repo-server Deployment 2|argocd-application-controller StatefulSet 1|argocd-redis Deployment 1"),
        ("upgrade-system", GraphTier.System, "system-upgrade-controller Deployment 1"),
        ("kube-system", GraphTier.Kubernetes, "coredns Deployment 2|cilium DaemonSet 0|hubble-relay Deployment 1|metrics-server Deployment 1"),
    ];

    public static GraphModel Model { get; } = Create();

    static GraphModel Create()
    {
        List<GraphNamespace> namespaces = [.. Content.Select(ns => new GraphNamespace(ns.Namespace, ns.Tier,
            [.. ns.Workloads.Split('|').Select(text => text.Split(' ')).Select(parts => new GraphWorkload(
                $"{ns.Namespace}/{parts[0]}", parts[0], parts[1],
                parts[2] == "0" ? null : int.Parse(parts[2], CultureInfo.InvariantCulture), [parts[1] == "Cluster" ? "5432/TCP postgres" : "8080/TCP http"],
                IsOpen: ns.Namespace == "kube-system",
                Origin: parts[0] switch { "hubble-relay" => WorkloadOrigin.OnlyRendered, "prometheus" => WorkloadOrigin.OnlyDeclared, _ => WorkloadOrigin.Stack },
                Services: parts[0] == "hubble-relay" ? ["hubble-relay: 80 → 8080/TCP", "hubble-relay-metrics (headless): 8080/TCP"] : []))]))];
        var ids = namespaces.SelectMany(ns => ns.Workloads).Select(workload => workload.Id).ToList();
        var paths = new List<GraphPath>();
        void Path(string from, string to, string ports)
        {
            if (from != to)
                paths.Add(new(from, to, ports));
        }
        foreach (var id in ids)
        {
            Path("monitoring-core/prometheus", id, "9090/TCP");
            Path(id, "kube-system/coredns", "53/TCP, 53/UDP");
            if (id.Contains("-system/", StringComparison.Ordinal))
                Path(id, "kube-apiserver", "6443/TCP");
        }
        foreach (var ns in namespaces)
            foreach (var from in ns.Workloads)
                foreach (var to in ns.Workloads)
                    if (ns.Tier == GraphTier.Apps)
                        Path(from.Id, to.Id, to.Ports[0].Split(' ')[0]);
        foreach (var app in new[] { "triage/triage", "shop/web", "photos/immich-server", "git/forgejo", "wiki/outline", "media/jellyfin", "identity-core/keycloak" })
            Path("gateway-core/envoy", app, "8080/TCP");
        foreach (var app in new[] { "triage/triage", "git/forgejo", "wiki/outline", "gateway-core/oauth2-proxy", "monitoring-core/grafana" })
            Path(app, "identity-core/keycloak", "8080/TCP");
        Path("internet", "gateway-core/envoy", "443/TCP");
        Path("monitoring-core/alertmanager", "triage/triage", "8080/TCP");
        Path("postgres-core/cnpg-controller-manager", "triage/triage-db", "8000/TCP");
        Path("postgres-core/cnpg-controller-manager", "shop/shop-db", "8000/TCP");
        Path("logging-core/loki-write", "objects-core/garage", "3900/TCP");
        Path("tracing-core/tempo", "objects-core/garage", "3900/TCP");
        Path("velero-system/velero", "objects-core/garage", "3900/TCP");
        Path("shop/api", "tracing-core/otel-collector", "4317/TCP");
        Path("monitoring-core/grafana", "logging-core/loki-read", "3100/TCP");
        Path("monitoring-core/grafana", "tracing-core/tempo", "3200/TCP");
        Path("git/runner", "registry-core/zot", "5000/TCP");
        foreach (var id in new[] { "cert-manager-system/cert-manager", "external-dns-system/external-dns", "triage/triage", "git/forgejo" })
            Path(id, "internet", "443/TCP");
        Path("triage/triage", "internet", "587/TCP (partly; only smtp.example.org)");
        return new(
            "ha",
            new("ha", "v1.36.4+k3s1", "Cilium", "192.168.70.10:6443", "k8s.home.example.com", ["192.168.70.200–192.168.70.220"], ["10.42.0.0/16"],
            [
                .. Enumerable.Range(1, 3).Select(index => new GraphMachine($"cp{index}", true, $"192.168.70.1{index}", "4 CPU · 8 GiB")),
                .. Enumerable.Range(1, 3).Select(index => new GraphMachine($"w{index}", false, $"192.168.70.2{index}", "8 CPU · 32 GiB")),
            ]),
            namespaces,
            [
                new("internet", "Internet", GraphPlaceKind.Outside), new("kube-apiserver", "API server", GraphPlaceKind.ApiServer),
                new("servers", "Servers", GraphPlaceKind.Servers), new("agents", "Agents", GraphPlaceKind.Agents),
            ],
            [.. paths.GroupBy(path => (path.From, path.To)).Select(pair => new GraphPath(pair.Key.From, pair.Key.To, string.Join(", ", pair.Select(path => path.Ports))))
                .OrderBy(path => path.From, StringComparer.Ordinal).ThenBy(path => path.To, StringComparer.Ordinal)],
            [],
            ["Deployment kube-system/hubble-relay"]);
    }
}
