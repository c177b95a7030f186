namespace Basecamp.Components.Catalog;

/// <summary>Every Helm chart basecamp installs, and at which version. Nowhere else is a chart's version written; Renovate raises them.</summary>
public static class Charts
{
    /// <summary>Certificates.</summary>
    public static ChartPin CertManager { get; } = new("cert-manager", "https://charts.jetstack.io", "v1.21.1");

    /// <summary>PostgreSQL operator.</summary>
    public static ChartPin CloudNativePg { get; } = new("cloudnative-pg", "https://cloudnative-pg.github.io/charts", "0.29.0");

    /// <summary>Archives PostgreSQL clusters to S3. Newer plugins exist, but no chart of them.</summary>
    public static ChartPin BarmanCloudPlugin { get; } = new("plugin-barman-cloud", "https://cloudnative-pg.github.io/charts", "0.7.0");

    /// <summary>Replicated volumes.</summary>
    public static ChartPin Longhorn { get; } = new("longhorn", "https://charts.longhorn.io", "1.12.1");
    /// <summary>Copies Secrets between namespaces.</summary>
    public static ChartPin Reflector { get; } = new("reflector", "https://emberstack.github.io/helm-charts", "10.0.63");

    /// <summary>Ingress and Gateway API.</summary>
    public static ChartPin Traefik { get; } = new("traefik", "https://traefik.github.io/charts", "41.3.0");

    /// <summary>Pod network.</summary>
    public static ChartPin Cilium { get; } = new("cilium", "https://helm.cilium.io/", "1.20.0");

    /// <summary>Pod network, the other one.</summary>
    public static ChartPin Calico { get; } = new("tigera-operator", "https://docs.tigera.io/calico/charts", "v3.32.1");

    /// <summary>Addresses for LoadBalancer Services.</summary>
    public static ChartPin MetalLb { get; } = new("metallb", "https://metallb.github.io/metallb", "0.16.1");

    /// <summary>Policies for objects.</summary>
    public static ChartPin Kyverno { get; } = new("kyverno", "https://kyverno.github.io/kyverno/", "3.9.0");

    /// <summary>Reboots nodes that ask for it.</summary>
    public static ChartPin Kured { get; } = new("kured", "https://kubereboot.github.io/charts", "6.1.0");

    /// <summary>Moves pods to better places.</summary>
    public static ChartPin Descheduler { get; } = new("descheduler", "https://kubernetes-sigs.github.io/descheduler/", "0.36.0");
    /// <summary>Delivery from git.</summary>
    public static ChartPin ArgoCd { get; } = new("argo-cd", "https://argoproj.github.io/argo-helm", "10.1.1");

    /// <summary>Delivery from git.</summary>
    public static ChartPin Flux { get; } = new("flux2", "https://fluxcd-community.github.io/helm-charts", "2.18.3");

    /// <summary>New versions in steps.</summary>
    public static ChartPin ArgoRollouts { get; } = new("argo-rollouts", "https://argoproj.github.io/argo-helm", "2.41.0");

    /// <summary>Scaling by what there is to do.</summary>
    public static ChartPin Keda { get; } = new("keda", "https://kedacore.github.io/charts", "2.20.2");

    /// <summary>Logs. Not the chart of the same name at grafana.github.io, which is the Enterprise edition since March 2026.</summary>
    public static ChartPin Loki { get; } = new("loki", "https://grafana-community.github.io/helm-charts", "18.11.0");

    /// <summary>Reads logs and sends them to Loki.</summary>
    public static ChartPin Alloy { get; } = new("alloy", "https://grafana.github.io/helm-charts", "1.11.1");

    /// <summary>Traces.</summary>
    public static ChartPin Tempo { get; } = new("tempo", "https://grafana-community.github.io/helm-charts", "2.2.4");

    /// <summary>Takes traces from apps.</summary>
    public static ChartPin OpenTelemetryCollector { get; } = new("opentelemetry-collector", "https://open-telemetry.github.io/opentelemetry-helm-charts", "0.170.0");

    /// <summary>Metrics, alerts, dashboards.</summary>
    public static ChartPin KubePrometheusStack { get; } = new("kube-prometheus-stack", "https://prometheus-community.github.io/helm-charts", "88.5.3");

    /// <summary>S3 inside of the cluster. Chosen because it is maintained, released and can be declared as a whole.</summary>
    public static ChartPin SeaweedFs { get; } = new("seaweedfs", "https://seaweedfs.github.io/seaweedfs/helm", "4.44.0");

    /// <summary>Backups of the cluster.</summary>
    public static ChartPin Velero { get; } = new("velero", "https://vmware-tanzu.github.io/helm-charts", "12.1.0");

    /// <summary>Encrypted Secrets.</summary>
    public static ChartPin SealedSecrets { get; } = new("sealed-secrets", "https://bitnami.github.io/sealed-secrets", "2.18.5");

    /// <summary>Secrets copied from a store.</summary>
    public static ChartPin ExternalSecrets { get; } = new("external-secrets", "https://charts.external-secrets.io", "2.9.0");

    /// <summary>A store of secrets.</summary>
    public static ChartPin Vault { get; } = new("vault", "https://helm.releases.hashicorp.com", "0.34.1");

    /// <summary>Cache, Redis-compatible.</summary>
    public static ChartPin Valkey { get; } = new("valkey", "https://valkey.io/valkey-helm/", "0.11.0");
}
