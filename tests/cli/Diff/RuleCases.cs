using Basecamp.Cli.Diff.Rules;
using static Basecamp.Cli.Tests.Diff.States;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>What each rule must see and must not.</summary>
static class RuleCases
{
    const string Guard = "annotations: {argocd.argoproj.io/sync-options: 'Prune=confirm,Delete=confirm'}";

    static readonly string Shop = Object("v1", "Namespace", "shop", "", ns: null);
    static readonly string Other = Object("v1", "ConfigMap", "other", "data: {a: b}");

    static readonly string Deny = Object("networking.k8s.io/v1", "NetworkPolicy", "deny", "spec: {podSelector: {}, policyTypes: [Ingress]}");

    static readonly string Closed = Deny.Replace("[Ingress]", "[Ingress, Egress]");

    static readonly string Volume = Claim("10Gi", "longhorn");

    static readonly string Database = Object("postgresql.cnpg.io/v1", "Database", "orders",
        "spec: {name: orders, cluster: {name: postgres}, owner: orders, databaseReclaimPolicy: retain}");

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("DG001", Severity.Danger, Other + Volume, Other, Volume, "is removed, and with it the volume behind it, unless its storage class retains."),
        new("DG001", Severity.Danger, Other + Database, Other, Database, "is removed, and with it a database. Its reclaim policy is `retain`."),
        new("DG002", Severity.Danger, Shop + Other, Other, Shop, "is removed with everything in it, 1 declared object among it."),
        new("DG003", Severity.Danger, Definition("v1"), Other, Definition("v1"), "is removed with every `Car` in the cluster."),
        new("DG003", Severity.Danger, Definition("v1, served: true}, {name: v2"), Definition("v2"), Definition("v1, served: true}, {name: v2, served: true}, {name: v3"),
            "no longer serves version `v1`; objects stored as such cannot be read."),
        new("DG004", Severity.Danger, Other + Secret("a: b"), Other, Secret("a: c"), "is removed."),
        new("DG004", Severity.Caution, Secret("a: b, c: d"), Secret("a: b"), Secret("a: b, c: d, e: f"), "loses `c`."),
        new("DG005", Severity.Danger, Postgres(managed: "{roles: [{name: a}, {name: b}]}"), Postgres(managed: "{roles: [{name: a}]}"),
            Postgres(managed: "{roles: [{name: c}, {name: b}, {name: a}]}"), "drops `b` from `spec.managed.roles`."),
        new("DG005", Severity.Danger, Postgres(managed: "{roles: [{name: a}]}"), Postgres(), Postgres(managed: "{roles: [{name: a, login: true}]}"),
            "drops everything in `spec.managed`.") { TwinBefore = Postgres(managed: "{roles: [{name: a}]}") },
        new("DG006", Severity.Danger, Other + Application("traefik", "41.3.0"), Other, Application("traefik", "41.4.0"), "uninstalls the chart `traefik`."),
        new("DG006", Severity.Caution, Other + Application("traefik", "41.3.0"),
            Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "traefik", "spec: {chart: {spec: {chart: traefik, version: 41.3.0}}}"), Application("traefik", "41.3.0"),
            "hands the chart `traefik` over: something else installs it now."),
        new("DG007", Severity.Danger, Postgres(meta: Guard), Postgres(), Postgres(meta: Guard, instances: 5), "loses its guard `argocd.argoproj.io/sync-options`."),
        new("DG007", Severity.Danger, Database, Database.Replace("retain", "delete"), Database.Replace("owner: orders", "owner: shop"),
            "`spec.databaseReclaimPolicy`: `retain` → `delete`."),
        new("DG008", Severity.Danger, Volume, Claim("5Gi", "longhorn"), Claim("20Gi", "longhorn"), "`spec.resources.requests.storage`: `10Gi` → `5Gi`."),
        new("DG008", Severity.Danger, Postgres(size: "10Gi"), Postgres(size: "9000Mi"), Postgres(size: "10240Mi"), "`spec.storage.size`: `10Gi` → `9000Mi`."),
        new("DG009", Severity.Danger, Sized("loki", "singleBinary: {persistence: {size: 10Gi}}"), Sized("loki", "singleBinary: {persistence: {size: 20Gi}}"),
            Sized("loki", "singleBinary: {persistence: {size: 10Gi}, replicas: 2}"),
            "`spec.values.singleBinary.persistence.size`: `10Gi` → `20Gi`. Kubernetes does not allow claim templates to change, so the release fails."),
        new("DG009", Severity.Danger, Sized("kube-prometheus-stack", Prometheus("50Gi")), Sized("kube-prometheus-stack", Prometheus("100Gi")), Sized("kube-prometheus-stack", Prometheus("40Gi")),
            "`spec.values.storageSpec.volumeClaimTemplate.spec.resources.requests.storage`: `50Gi` → `100Gi`. The operator recreates the StatefulSet, but existing claims "
            + "keep their size while retention follows the new one, so the disk fills up."),
        new("DG009", Severity.Caution, Sized("nextcloud", "persistence: {size: 10Gi}"), Sized("nextcloud", "persistence: {size: 20Gi}"), Sized("nextcloud", "persistence: {pageSize: 20Gi}"),
            "`spec.values.persistence.size`: `10Gi` → `20Gi`. If this is the claim template of a StatefulSet, Kubernetes refuses the change; a separate claim grows."),
        new("DG010", Severity.Danger, Volume, Claim("10Gi", "fast"), Claim("11Gi", "longhorn"), "`spec.storageClassName`: `longhorn` → `fast`."),
        new("DG010", Severity.Danger, Migration("1", ""), Migration("2", ""), Migration("2", "helm.sh/hook: pre-upgrade"),
            "`spec.template.spec.containers[a].image`: `a:1` → `a:2`.")
            { TwinBefore = Migration("1", "helm.sh/hook: pre-upgrade") },
        new("DG010", Severity.Danger, Deployment(), Deployment().Replace("    matchLabels: {app: web}", "    matchLabels: {app: other}"),
            Deployment(spec: "minReadySeconds: 5"), "`spec.selector.matchLabels.app`: `web` → `other`."),
        new("DG010", Severity.Danger, Postgres(bootstrap: "{initdb: {database: a}}"), Postgres(bootstrap: "{initdb: {database: b}}"),
            Postgres(bootstrap: "{initdb: {database: a}}", instances: 4),
            "`spec.bootstrap.initdb.database`: `a` → `b`. It is read once, when the cluster is founded: an existing one keeps the old value, and only a new one gets the new."),
        new("DG014", Severity.Caution, Application("vault", "0.34.0"), Application("vault", "0.34.1"), Application("vault", "0.34.0", "{ui: {enabled: false}}"),
            "chart `vault`: `0.34.0` → `0.34.1`, and its pods keep the old version until they are deleted."),
        new("DG014", Severity.Caution, OnDelete("OnDelete", "a:1"), OnDelete("OnDelete", "a:2"), OnDelete("RollingUpdate", "a:2"),
            "changes its pods, which stay as they are until they are deleted.") { TwinBefore = OnDelete("RollingUpdate", "a:1") },
        new("DG010", Severity.Danger, Binding("viewer", "ann"), Binding("editor", "ann"), Binding("viewer", "ann, kind: User}, {name: bob"), "`roleRef.name`: `viewer` → `editor`."),
        new("DG010", Severity.Danger, Object("v1", "ConfigMap", "a", "immutable: true\ndata: {a: b}"), Object("v1", "ConfigMap", "a", "immutable: true\ndata: {a: c}"),
            Object("v1", "ConfigMap", "a", "immutable: false\ndata: {a: c}"), "`data.a`: `b` → `c`. It was declared immutable.")
            { TwinBefore = Object("v1", "ConfigMap", "a", "immutable: false\ndata: {a: b}") },
        new("DG011", Severity.Danger, Volume, Volume.Replace("name: data", "name: files"), Claim("11Gi", "longhorn").Replace("name: data", "name: files"),
            "becomes `PersistentVolumeClaim shop/files`, with equal content."),
        new("DG011", Severity.Notice, Other, Other.Replace("name: other", "name: another"), Other.Replace("name: other", "name: another").Replace("a: b", "a: c"),
            "becomes `ConfigMap shop/another`, with equal content."),
        new("DG012", Severity.Danger, Other + Backup("suspend: false"), Other, Backup("suspend: false"), "is removed: scheduled backups."),
        new("DG012", Severity.Danger, Backup("suspend: false"), Backup("suspend: true"), Backup("schedule: 0 0 1 * * *"), "is suspended."),
        new("DG012", Severity.Caution, Recurring("backup", 14), Recurring("backup", 3), Recurring("backup", 20), "keeps fewer: `spec.retain` `14` → `3`."),
        new("DG012", Severity.Danger, Other + Recurring("backup", 14), Other, Other, "is removed: a recurring snapshot or backup.")
            { TwinBefore = Other + Recurring("filesystem-trim", 0) },
        new("DG012", Severity.Caution, Object("barmancloud.cnpg.io/v1", "ObjectStore", "archive", "spec: {retentionPolicy: 30d}"),
            Object("barmancloud.cnpg.io/v1", "ObjectStore", "archive", "spec: {retentionPolicy: 1w}"),
            Object("barmancloud.cnpg.io/v1", "ObjectStore", "archive", "spec: {retentionPolicy: 5w}"), "keeps less: `spec.retentionPolicy` `30d` → `1w`."),
        new("DG012", Severity.Danger, Application("velero", "1.0.0", "{schedules: {daily: {ttl: 720h}, weekly: {ttl: 720h}}}"),
            Application("velero", "1.0.0", "{schedules: {weekly: {ttl: 720h}}}"), Application("velero", "1.0.0", "{schedules: {daily: {ttl: 800h}, weekly: {ttl: 720h}}}"),
            "stops backups: `spec.sources[velero].helm.valuesObject.schedules.daily` `{ttl: 720h}` → `(not set)`."),
        new("DG013", Severity.Danger, Set("10Gi"), Set("20Gi"), Set("10Gi", replicas: 3), "`spec.volumeClaimTemplates[0].spec.resources.requests.storage`: `10Gi` → `20Gi`."),
        new("DG020", Severity.Danger, Open("api"), Open("api") + Policy("extra", "{matchLabels: {app: db}}", "{matchLabels: {app: web}}", 5432),
            Open("api") + Policy("extra", "{matchLabels: {app: db}}", "{matchLabels: {app: api}}", 5432), "newly allowed in `shop`."),
        new("DG020", Severity.Danger, Open("api"), Open("api").Replace("port: 5432", "port: 5432, endPort: 6000"), Open("api").Replace("port: 5432", "port: 5432, endPort: 5432"),
            "newly allowed in `shop`."),
        new("DG021", Severity.Danger, Shop + Deny + Other, Shop + Other, Shop + Deny + Deny.Replace("name: deny", "name: deny2") + Other,
            "no longer isolates all pods of `shop`: they accept traffic from everywhere."),
        new("DG022", Severity.Caution, Shop + Closed + Policy("in", "{}", "{matchLabels: {app: web}}", 80), Shop + Closed + Policy("in", "{}", "{}", 80),
            Shop + Closed + Policy("in", "{}", "{matchLabels: {app: web}}", 80).Replace("protocol: TCP", "protocol: TCP # as before"),
            "allowed by one side in `shop`, still stopped by the other."),
        new("DG022", Severity.Caution, Other, Object("projectcalico.org/v3", "NetworkPolicy", "a", "spec: {}") + Other, Other,
            "is not evaluated: `NetworkPolicy shop/a: projectcalico.org/v3 NetworkPolicy is not evaluated with PolicyEngine.Kubernetes.`"),
        new("DG023", Severity.Danger, Service("ClusterIP"), Service("LoadBalancer"), Service("ClusterIP, sessionAffinity: None"), "`spec.type`: `ClusterIP` → `LoadBalancer`."),
        new("DG023", Severity.Caution, Ingress("a.example"), Ingress("b.example"), Ingress("a.example", tls: "[a.example]"), "publishes `b.example`."),
        new("DG024", Severity.Notice, Open("api"), Deny, Open("api"), "no longer allowed in `shop`."),
        new("DG030", Severity.Danger, Role("get, list", "pods"), Role("get, list, delete", "pods"), Role("get", "pods"), "newly allows `delete pods`."),
        new("DG030", Severity.Danger, Role("get", "pods"), Role("get", "'*'"), Role("get", "pods"), "newly allows `get *`.") { TwinBefore = Role("'*'", "'*'") },
        new("DG030", Severity.Caution, Other, Other + Role("get", "secrets"), Other + Role("get", "pods"), "is new and allows `get secrets`."),
        new("DG031", Severity.Danger, Other, Other + Binding("cluster-admin", "ann"), Other, "gives `cluster-admin` in the whole cluster to `User ann`."),
        new("DG031", Severity.Danger, Binding("viewer", "ann"), Binding("viewer", "bob"), Binding("viewer", "ann"), "gives `viewer` in the whole cluster to `User bob`.")
            { TwinBefore = Binding("viewer", "ann, kind: User}, {name: bob") },
        new("DG031", Severity.Danger, Other, Other + Binding("viewer", "'system:authenticated'") + Role("get", "pods", "viewer"), Other + Role("get", "pods", "viewer"),
            "gives `viewer` in the whole cluster to `User system:authenticated`."),
        new("DG031", Severity.Notice, Other, Other + Binding("viewer", "ann") + Role("get", "pods", "viewer"), Other, "gives `viewer` in the whole cluster to `User ann`."),
        new("DG040", Severity.Danger, Level("restricted"), Level("baseline"), Level("restricted, a: b"), "enforces `restricted` → `baseline`."),
        new("DG040", Severity.Caution, Other, Other + Level("privileged"), Other + Level("restricted"), "is new and enforces `privileged`."),
        new("DG041", Severity.Danger, Deployment(), Deployment(pod: "hostNetwork: true"), Deployment(pod: "hostNetwork: false"), "gets `hostNetwork`."),
        new("DG041", Severity.Danger, Deployment(), Deployment(security: "{allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL], add: [NET_ADMIN]}}"),
            Deployment(security: "{readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}}"), "gets `web: capability NET_ADMIN`."),
        new("DG041", Severity.Danger, Application("a", "1.0.0", "{privileged: false}"), Application("a", "1.0.0", "{privileged: true}"), Application("a", "1.0.0", "{other: true}"),
            "`spec.sources[a].helm.valuesObject.privileged`: `false` → `true`."),
        new("DG042", Severity.Danger, Deployment(), Deployment(security: "{allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}"),
            Deployment(security: "{allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}", pod: "securityContext: {runAsNonRoot: true}"), "may run as root: `web`."),
        new("DG043", Severity.Caution, Deployment(), Deployment().Replace("automountServiceAccountToken: false", "automountServiceAccountToken: true"), Deployment(pod: "hostNetwork: true"),
            "`spec.template.spec.automountServiceAccountToken`: `false` → `true`."),
        new("DG044", Severity.Danger, Ingress("a.example", tls: "[a.example]"), Ingress("a.example"), Ingress("a.example", tls: "[a.example, b.example]"), "no longer has TLS for `a.example`."),
        new("DG045", Severity.Danger, Validation("Deny"), Validation("Audit"), Validation("Deny, Audit"), "only reports from now on; it refused before."),
        new("DG045", Severity.Caution, Other + Validation("Deny"), Other, Validation("Deny"), "is removed."),
        new("DG050", Severity.Caution, Deployment(), Deployment("registry.example/web:1.3.0"), Deployment("registry.example/web:1.3.0@sha256:bb"),
            "container `web`: `registry.example/web:1.2.3@sha256:aa` → `registry.example/web:1.3.0` has no digest."),
        new("DG050", Severity.Danger, Deployment(), Deployment("registry.example:5000/web"), Deployment("registry.example:5000/web@sha256:bb"),
            "container `web`: `registry.example/web:1.2.3@sha256:aa` → `registry.example:5000/web` is not a fixed version: its content can change at any time."),
        new("DG051", Severity.Caution, Deployment(), Deployment("registry.example/web:1.2.2@sha256:bb"), Deployment("registry.example/web:1.10.0@sha256:bb"),
            "container `web` `registry.example/web`: `1.2.3` → `1.2.2`."),
        new("DG051", Severity.Danger, Postgres(image: "r.example/postgres:18.6"), Postgres(image: "r.example/postgres:17.9"), Postgres(image: "r.example/postgres:18.10"),
            "`imageName` `r.example/postgres`: `18.6` → `17.9`."),
        new("DG052", Severity.Caution, Application("traefik", "41.3.0"), Application("traefik", "42.0.0"), Application("traefik", "41.9.0"), "chart `traefik`: `41.3.0` → `42.0.0`."),
        new("DG053", Severity.Notice, Deployment(), Deployment("registry.example/web:1.2.4@sha256:bb"), Deployment(replicas: "3"), "container `web` `registry.example/web`: `1.2.3` → `1.2.4`."),
        new("DG060", Severity.Caution, Deployment(replicas: "3"), Deployment(replicas: "2"), Deployment(replicas: "4"), "`spec.replicas`: `3` → `2`."),
        new("DG060", Severity.Danger, Postgres(instances: 2), Postgres(instances: 1), Postgres(instances: 3), "`spec.instances`: `2` → `1`."),
        new("DG060", Severity.Caution, Application("a", "1.0.0", "{deployment: {replicas: 2}}"), Application("a", "1.0.0", "{deployment: {replicas: 1}}"),
            Application("a", "1.0.0", "{deployment: {}}"), "`spec.sources[a].helm.valuesObject.deployment.replicas`: `2` → `1`."),
        new("DG061", Severity.Caution, Other + Budget("minAvailable: 1"), Other, Budget("minAvailable: 1"), "is removed."),
        new("DG061", Severity.Caution, Budget("maxUnavailable: 1"), Budget("maxUnavailable: 2"), Budget("maxUnavailable: 0"), "`spec.maxUnavailable`: `1` → `2`."),
        new("DG062", Severity.Caution, Deployment(container: "readinessProbe: {httpGet: {path: /, port: 80}}"), Deployment(),
            Deployment(container: "readinessProbe: {httpGet: {path: /ready, port: 80}}"), "`spec.template.spec.containers[web].readinessProbe` is removed."),
        new("DG063", Severity.Caution, Deployment(container: "resources: {limits: {memory: 1Gi}}"), Deployment(container: "resources: {limits: {memory: 512Mi}}"),
            Deployment(container: "resources: {limits: {memory: 1024Mi, cpu: 1}}"), "`spec.template.spec.containers[web].resources.limits.memory`: `1Gi` → `512Mi`."),
        new("DG064", Severity.Caution, Alerts("Down", "Slow"), Alerts("Down"), Alerts("Slow", "Down", "New"), "no longer alerts on `Slow`."),
    ];

    // A namespace in which app=api reaches app=db.
    static string Open(string from) => Deny + Policy("db", "{matchLabels: {app: db}}", $"{{matchLabels: {{app: {from}}}}}", 5432);

    static string Policy(string name, string to, string from, int port) => Object("networking.k8s.io/v1", "NetworkPolicy", name,
        $$"""
        spec:
          podSelector: {{to}}
          ingress:
          - from:
            - podSelector: {{from}}
            ports:
            - {port: {{port}}, protocol: TCP}
        """);

    static string Claim(string size, string storageClass) => Object("v1", "PersistentVolumeClaim", "data",
        $"spec: {{storageClassName: {storageClass}, resources: {{requests: {{storage: {size}}}}}}}");

    static string Set(string size, int replicas = 1) => Object("apps/v1", "StatefulSet", "db",
        $"spec: {{replicas: {replicas}, volumeClaimTemplates: [{{metadata: {{name: data}}, spec: {{resources: {{requests: {{storage: {size}}}}}}}}}]}}");

    static string Definition(string versions) => Object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "cars.example.com",
        $"spec: {{group: example.com, names: {{kind: Car}}, versions: [{{name: {versions}}}]}}", ns: null);

    static string Secret(string data) => Object("v1", "Secret", "login", $"stringData: {{{data}}}");

    static string Postgres(
        string managed = "{}", string meta = "", int instances = 3, string size = "10Gi", string bootstrap = "{}", string image = "r.example/postgres:18.6@sha256:aa") =>
        Object("postgresql.cnpg.io/v1", "Cluster", "postgres",
            $$"""
              {{meta}}
            spec:
              instances: {{instances}}
              imageName: {{image}}
              storage: {size: {{size}}}
              {{(managed == "{}" ? "" : $"managed: {managed}")}}
              {{(bootstrap == "{}" ? "" : $"bootstrap: {bootstrap}")}}
            """);

    static string Application(string chart, string version, string values = "{}") => Object("argoproj.io/v1alpha1", "Application", chart,
        $"spec: {{sources: [{{chart: {chart}, targetRevision: {version}, helm: {{valuesObject: {values}}}}}]}}", ns: "argocd-system");

    static string OnDelete(string strategy, string image) => Object("apps/v1", "StatefulSet", "store",
        $"spec: {{updateStrategy: {{type: {strategy}}}, template: {{spec: {{containers: [{{name: a, image: '{image}'}}]}}}}}}");

    static string Backup(string spec) => Object("postgresql.cnpg.io/v1", "ScheduledBackup", "nightly", $"spec: {{cluster: {{name: postgres}}, {spec}}}");

    static string Migration(string image, string annotation) => Object("batch/v1", "Job", "migrate",
        $"{(annotation.Length > 0 ? $"  annotations: {{{annotation}}}\n" : "")}spec: {{template: {{spec: {{containers: [{{name: a, image: 'a:{image}'}}]}}}}}}");

    static string Recurring(string task, int retain) => Object("longhorn.io/v1beta2", "RecurringJob", "job", $"spec: {{task: {task}, retain: {retain}}}");

    static string Service(string type) => Object("v1", "Service", "web", $"spec: {{type: {type}}}");

    static string Ingress(string host, string tls = "") => Object("networking.k8s.io/v1", "Ingress", "web",
        $"spec: {{rules: [{{host: {host}}}]{(tls.Length > 0 ? $", tls: [{{hosts: {tls}}}]" : "")}}}");

    static string Role(string verbs, string resources, string name = "reader") => Object("rbac.authorization.k8s.io/v1", "ClusterRole", name,
        $"rules: [{{apiGroups: ['', '*'], resources: [{resources}], verbs: [{verbs}]}}]", ns: null).Replace("['', '*']", resources == "'*'" ? "['*']" : "['']");

    static string Binding(string role, string user) => Object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "people",
        $"roleRef: {{kind: ClusterRole, name: {role}}}\nsubjects: [{{name: {user}, kind: User}}]", ns: null);

    static string Level(string level) => Object("v1", "Namespace", "shop", $"  labels: {{pod-security.kubernetes.io/enforce: {level}}}", ns: null);

    static string Validation(string actions) => Object("policies.kyverno.io/v1", "ValidatingPolicy", "pinned", $"spec: {{validationActions: [{actions}]}}", ns: null);

    static string Budget(string spec) => Object("policy/v1", "PodDisruptionBudget", "web", $"spec: {{{spec}}}");

    static string Alerts(params string[] names) => Object("monitoring.coreos.com/v1", "PrometheusRule", "web",
        $"spec: {{groups: [{{name: web, rules: [{string.Join(", ", names.Select(name => $"{{alert: {name}, expr: up == 0}}"))}]}}]}}");

    static string Sized(string chart, string values) =>
        Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", chart, $"spec: {{chart: {{spec: {{chart: {chart}, version: 1.0.0}}}}, values: {{{values}}}}}");

    static string Prometheus(string size) => $"storageSpec: {{volumeClaimTemplate: {{spec: {{resources: {{requests: {{storage: {size}}}}}}}}}}}";
}
