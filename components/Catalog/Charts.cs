namespace Basecamp.Components.Catalog;

/// <summary>Every Helm chart basecamp installs, and at which version. Nowhere else is a chart's version written; Renovate raises them.</summary>
public static class Charts
{
    /// <summary>Certificates.</summary>
    public static ChartPin CertManager { get; } = new("cert-manager", "https://charts.jetstack.io", "v1.21.1");

    /// <summary>Delivery from git.</summary>
    public static ChartPin ArgoCd { get; } = new("argo-cd", "https://argoproj.github.io/argo-helm", "10.1.1");

    /// <summary>Delivery from git.</summary>
    public static ChartPin Flux { get; } = new("flux2", "https://fluxcd-community.github.io/helm-charts", "2.18.3");

    /// <summary>Metrics, alerts, dashboards.</summary>
    public static ChartPin KubePrometheusStack { get; } = new("kube-prometheus-stack", "https://prometheus-community.github.io/helm-charts", "88.5.3");
}
