using System.Globalization;
using Basecamp.Components.Catalog;
using Basecamp.Components.K3s.Config;

namespace Basecamp.Components.K3s.KubeVip;

/// <summary>
/// kube-vip as an add-on that K3s applies by itself: it holds the API's virtual IP on one server at a time, by ARP.
/// </summary>
/// <remarks>
/// It talks to the API server of its own node through the node's admin kubeconfig. Over the Service address it would keep renewing its
/// lease through the other servers while its own K3s is stopped, and the address would stay on a dead node (kube-vip#1786, #1787); it
/// would also need kube-proxy or Cilium, which come later.
/// </remarks>
public static class KubeVipManifest
{
    /// <summary>Name of the add-on.</summary>
    public const string AddOn = "kube-vip";

    /// <summary>Pinned image.</summary>
    public static string Image { get; } = Images.KubeVip.ToString();

    const string Kubeconfig = "/etc/rancher/k3s/k3s.yaml";

    /// <summary>The manifest.</summary>
    /// <param name="virtualIp">The address.</param>
    /// <param name="networkInterface">Interface that carries it on every server.</param>
    /// <param name="port">Port of the API server.</param>
    public static string For(string virtualIp, string networkInterface, int port) => K3sYaml.SerializeAll(
        ServiceAccount(), ClusterRole(), ClusterRoleBinding(), DaemonSet(virtualIp, networkInterface, port));

    static OrderedDictionary<string, object> Map(params IEnumerable<(string Key, object Value)> entries)
    {
        var map = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            map[key] = value;
        return map;
    }

    static OrderedDictionary<string, object> ServiceAccount() => Map(
        ("apiVersion", "v1"),
        ("kind", "ServiceAccount"),
        ("metadata", Map(("name", AddOn), ("namespace", "kube-system"))));

    static OrderedDictionary<string, object> ClusterRole() => Map(
        ("apiVersion", "rbac.authorization.k8s.io/v1"),
        ("kind", "ClusterRole"),
        ("metadata", Map(("name", "system:kube-vip"))),
        ("rules", new object[]
        {
            Rule("", ["services/status"], ["update"]),
            Rule("", ["services", "endpoints"], ["list", "get", "watch", "update"]),
            Rule("", ["nodes"], ["list", "get", "watch", "update", "patch"]),
            Rule("", ["pods"], ["list"]),
            Rule("coordination.k8s.io", ["leases"], ["list", "get", "watch", "update", "create"]),
            Rule("discovery.k8s.io", ["endpointslices"], ["list", "get", "watch", "update"]),
            Rule("networking.k8s.io", ["servicecidrs"], ["list", "get", "watch"]),
        }));

    static OrderedDictionary<string, object> Rule(string group, string[] resources, string[] verbs) => Map(
        ("apiGroups", new[] { group }), ("resources", resources), ("verbs", verbs));

    static OrderedDictionary<string, object> ClusterRoleBinding() => Map(
        ("apiVersion", "rbac.authorization.k8s.io/v1"),
        ("kind", "ClusterRoleBinding"),
        ("metadata", Map(("name", "system:kube-vip"))),
        ("roleRef", Map(("apiGroup", "rbac.authorization.k8s.io"), ("kind", "ClusterRole"), ("name", "system:kube-vip"))),
        ("subjects", new object[] { Map(("kind", "ServiceAccount"), ("name", AddOn), ("namespace", "kube-system")) }));

    static OrderedDictionary<string, object> DaemonSet(string virtualIp, string networkInterface, int port)
    {
        var labels = Map(("app.kubernetes.io/name", AddOn));
        return Map(
            ("apiVersion", "apps/v1"),
            ("kind", "DaemonSet"),
            ("metadata", Map(("name", AddOn), ("namespace", "kube-system"), ("labels", labels))),
            ("spec", Map(
                ("selector", Map(("matchLabels", labels))),
                ("template", Map(
                    ("metadata", Map(("labels", labels))),
                    ("spec", Pod(virtualIp, networkInterface, port)))))));
    }

    static OrderedDictionary<string, object> Pod(string virtualIp, string networkInterface, int port) => Map(
        ("serviceAccountName", AddOn),
        ("hostNetwork", true),
        ("priorityClassName", "system-node-critical"),
        ("affinity", Map(("nodeAffinity", Map(("requiredDuringSchedulingIgnoredDuringExecution", Map(
            ("nodeSelectorTerms", new object[]
            {
                Map(("matchExpressions", new object[] { Map(("key", "node-role.kubernetes.io/control-plane"), ("operator", "Exists")) })),
            }))))))),
        // It must run before the CNI does, and on tainted and not-ready servers.
        ("tolerations", new object[]
        {
            Map(("operator", "Exists"), ("effect", "NoSchedule")),
            Map(("operator", "Exists"), ("effect", "NoExecute")),
        }),
        ("containers", new object[]
        {
            Map(
                ("name", AddOn),
                ("image", Image),
                ("imagePullPolicy", "IfNotPresent"),
                ("args", new[] { "manager" }),
                ("env", Environment(virtualIp, networkInterface, port)),
                ("resources", Map(("requests", Map(("cpu", "10m"), ("memory", "64Mi"))), ("limits", Map(("memory", "128Mi"))))),
                ("securityContext", Map(
                    ("allowPrivilegeEscalation", false),
                    ("readOnlyRootFilesystem", true),
                    ("capabilities", Map(("drop", new[] { "ALL" }), ("add", new[] { "NET_ADMIN", "NET_RAW" }))))),
                ("volumeMounts", new object[] { Map(("name", "kubeconfig"), ("mountPath", Kubeconfig), ("readOnly", true)) })),
        }),
        ("volumes", new object[] { Map(("name", "kubeconfig"), ("hostPath", Map(("path", Kubeconfig), ("type", "File")))) }));

    // Names are those of kube-vip's own parser; it ignores one it does not know.
    static object[] Environment(string virtualIp, string networkInterface, int port) =>
    [
        Variable("vip_arp", "true"),
        Variable("cp_enable", "true"),
        Variable("svc_enable", "false"),
        Variable("address", virtualIp),
        Variable("port", port.ToString(CultureInfo.InvariantCulture)),
        Variable("vip_interface", networkInterface),
        Variable("vip_subnet", virtualIp.Contains(':', StringComparison.Ordinal) ? "128" : "32"),
        Map(("name", "vip_nodename"), ("valueFrom", Map(("fieldRef", Map(("fieldPath", "spec.nodeName")))))),
        Variable("cp_namespace", "kube-system"),
        Variable("vip_leaderelection", "true"),
        Variable("vip_leaseduration", "15"),
        Variable("vip_renewdeadline", "10"),
        Variable("vip_retryperiod", "2"),
        Variable("lb_enable", "false"),
        Variable("k8s_config_file", Kubeconfig),
        Variable("prometheus_server", "127.0.0.1:2112"),
    ];

    static OrderedDictionary<string, object> Variable(string name, string value) => Map(("name", name), ("value", value));
}
