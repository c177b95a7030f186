using System.Collections.Frozen;
using Basecamp.Components.Clusters;

namespace Basecamp.Components.Configuration;

/// <summary>
/// Words that people know from other projects: where the same thing is in a stack file, or that it is not offered and what to use instead.
/// </summary>
static class FamiliarWords
{
    static readonly (string Where, string[] Words)[] Parts =
    [
        ("Traefik is installed by `basecamp:platform.ingress`; the one that K3s brings, by `basecamp:homelab.network.ingress: bundled`.", ["traefik"]),
        ("It is not offered: the ingress controller is Traefik, `basecamp:platform.ingress`.", ["nginx", "ingress-nginx", "haproxy", "contour", "envoy-gateway", "caddy"]),
        ("PostgreSQL is `basecamp:platform.postgres`.", ["cnpg", "cloudnative-pg", "postgresql"]),
        ("It is not offered as a service of the platform. PostgreSQL is, `basecamp:platform.postgres`; or run its chart as an app, `basecamp:apps.charts`.",
            ["mysql", "mariadb", "mongodb"]),
        ("The cache with Redis' protocol is `basecamp:platform.valkey`.", ["redis", "keydb", "dragonfly", "memcached"]),
        ("Vault is `basecamp:platform.secrets.vault`.", ["vault", "openbao"]),
        ("Sealed Secrets are `basecamp:platform.secrets.sealed`.", ["sealed-secrets", "kubeseal"]),
        ("External Secrets are `basecamp:platform.secrets.external`.", ["external-secrets", "eso"]),
        ("It is not offered. Secrets in git are `basecamp:platform.secrets.sealed`; those of the stack file are encrypted by Pulumi.", ["sops", "age"]),
        ("Certificates are `basecamp:platform.certificates`, those of Let's Encrypt `basecamp:platform.certificates.acme`.",
            ["cert-manager", "letsencrypt", "lets-encrypt", "tls"]),
        ("Prometheus, Alertmanager and Grafana are `basecamp:platform.monitoring`.",
            ["prometheus", "grafana", "alertmanager", "kube-prometheus-stack", "victoria-metrics", "observability"]),
        ("Logs are `basecamp:platform.logs`.", ["loki", "alloy", "promtail", "fluent-bit", "logging"]),
        ("Traces are `basecamp:platform.traces`.", ["tempo", "jaeger", "otel", "opentelemetry", "tracing"]),
        ("Kyverno and its policies are `basecamp:platform.policies`.", ["kyverno"]),
        ("It is not offered: policies are Kyverno's, `basecamp:platform.policies`.", ["gatekeeper", "opa", "kubewarden"]),
        ("Reboots after updates are `basecamp:platform.nodeCare.reboots`.", ["kured"]),
        ("Upgrades of K3s on nodes are `basecamp:platform.nodeCare.upgrades`.", ["system-upgrade-controller", "system-upgrade"]),
        ("The descheduler is `basecamp:platform.nodeCare.rebalance`.", ["descheduler"]),
        ("The store with S3's protocol is `basecamp:platform.objectStore`.", ["seaweedfs", "minio", "garage", "rustfs", "s3"]),
        ("MetalLB is `basecamp:homelab.network.loadBalancer: metallb`, with `loadBalancerPool` beside it.", ["metallb"]),
        ("K3s' own load balancer is `basecamp:homelab.network.loadBalancer: servicelb`.", ["klipper", "klipper-lb", "servicelb"]),
        ("kube-vip, which gives the API an address that moves, is `basecamp:homelab.api.virtualIp`.", ["kube-vip"]),
        ("The pod network is `basecamp:homelab.network.cni`: flannel, cilium or calico.", ["calico", "flannel", "canal", "weave", "antrea", "cni"]),
        ("Volumes are `basecamp:platform.longhorn`, or those on the node's own disk that K3s brings.", ["rook", "rook-ceph", "ceph", "openebs", "storage", "csi"]),
        ("It is not offered. Nodes pull through mirrors in `basecamp:homelab.registries`; or run its chart as an app, `basecamp:apps.charts`.",
            ["harbor", "registry", "zot", "quay"]),
        ("It is not offered. Who may talk to whom is decided by network policies; or run its chart as an app, `basecamp:apps.charts`.",
            ["istio", "linkerd", "mesh", "service-mesh"]),
        ("Backups of namespaces are `basecamp:platform.velero`, of PostgreSQL `backup` of each cluster, of etcd `basecamp:homelab.snapshots`.",
            ["backup", "backups", "restic", "kopia"]),
        ("Argo Rollouts is `basecamp:platform.rollouts`.", ["argo-rollouts", "flagger"]),
        ("It is not offered. Its chart can run as an app, `basecamp:apps.charts`.", ["crossplane", "karpenter", "opencost", "kubecost", "authentik", "keycloak", "authelia"]),
        ("Machines are listed in `basecamp:homelab.nodes`, each with `role: server` or `role: agent`.",
            ["workers", "agents", "masters", "servers", "control-plane", "control-planes", "controllers", "machines", "hosts", "node-pools"]),
    ];

    static readonly FrozenDictionary<string, string> Places = Parts
        .SelectMany(part => part.Words.Select(word => KeyValuePair.Create(Plain(word), part.Where))).ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<(Type, string), Enum> Values = new (Enum Value, string[] Words)[]
    {
        (NodeRole.Server, ["control", "control-plane", "controller", "controlplane", "master", "cp", "etcd", "manager"]),
        (NodeRole.Agent, ["worker", "node", "compute", "minion", "slave"]),
        (MachineProvider.Ssh, ["bare-metal", "metal", "vm", "proxmox", "hetzner", "existing", "linux", "none"]),
        (MachineProvider.K3d, ["docker", "kind", "minikube", "local"]),
        (MachineProvider.Vagrant, ["virtualbox", "libvirt", "vmware"]),
        (LoadBalancerChoice.Servicelb, ["klipper", "klipper-lb", "k3s"]),
        (LoadBalancerChoice.Metallb, ["metal-lb", "metal"]),
        (IngressChoice.Platform, ["traefik", "nginx", "ingress-nginx"]),
        (IngressChoice.Bundled, ["k3s", "default"]),
    }.SelectMany(entry => entry.Words.Select(word => KeyValuePair.Create((entry.Value.GetType(), Plain(word)), entry.Value))).DistinctBy(entry => entry.Key).ToFrozenDictionary();

    /// <summary>Every word, for tests.</summary>
    internal static IEnumerable<(string Where, string[] Words)> All => Parts;

    /// <summary>Where the thing is that a key names, as a sentence; null for an unknown word.</summary>
    public static string? PlaceOf(string key) => Places.GetValueOrDefault(Plain(key));

    /// <summary>The value of an enum that another project's word stands for; null when there is none.</summary>
    public static Enum? ValueOf(Type type, string word) => Values.GetValueOrDefault((type, Plain(word)));

    static string Plain(string word) => string.Concat(word.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
