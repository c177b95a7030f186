using System.Text.RegularExpressions;

namespace Basecamp.Components.Catalog;

/// <summary>Where the people who make a chart write what a version changes.</summary>
public static partial class ReleaseNotes
{
    // Pages on github.com. {0} is the version as the chart has it.
    static readonly Dictionary<ChartSource, string> Known = new()
    {
        [Charts.CertManager] = "cert-manager/cert-manager/releases/tag/{0}",
        [Charts.CloudNativePg] = "cloudnative-pg/charts/releases/tag/cloudnative-pg-v{0}",
        [Charts.BarmanCloudPlugin] = "cloudnative-pg/charts/releases/tag/plugin-barman-cloud-v{0}",
        [Charts.Longhorn] = "longhorn/longhorn/releases/tag/v{0}",
        [Charts.Reflector] = "emberstack/kubernetes-reflector/releases/tag/v{0}",
        [Charts.Traefik] = "traefik/traefik-helm-chart/releases/tag/v{0}",
        [Charts.Cilium] = "cilium/cilium/releases/tag/v{0}",
        [Charts.Calico] = "projectcalico/calico/releases/tag/{0}",
        [Charts.MetalLb] = "metallb/metallb/releases/tag/v{0}",
        [Charts.Kyverno] = "kyverno/kyverno/releases/tag/kyverno-chart-{0}",
        [Charts.Descheduler] = "kubernetes-sigs/descheduler/releases/tag/descheduler-helm-chart-{0}",
        [Charts.Keda] = "kedacore/charts/releases/tag/v{0}",
        [Charts.Alloy] = "grafana/alloy/releases/tag/helm-chart/{0}",
        // The chart 4.44.0 is released as 4.44.
        [Charts.SeaweedFs] = "seaweedfs/seaweedfs/releases",
        [Charts.SealedSecrets] = "bitnami-labs/sealed-secrets/releases/tag/helm-v{0}",
        [Charts.ExternalSecrets] = "external-secrets/external-secrets/releases/tag/helm-chart-{0}",
        [Charts.Vault] = "hashicorp/vault-helm/releases/tag/v{0}",
        [Charts.Valkey] = "valkey-io/valkey-helm/releases/tag/valkey-{0}",
        [Charts.ArgoCd] = "argoproj/argo-helm/releases/tag/argo-cd-{0}",
        [Charts.ArgoRollouts] = "argoproj/argo-helm/releases/tag/argo-rollouts-{0}",
        [Charts.Flux] = "fluxcd-community/helm-charts/releases/tag/flux2-{0}",
        [Charts.Loki] = "grafana-community/helm-charts/releases/tag/loki-{0}",
        [Charts.Tempo] = "grafana-community/helm-charts/releases/tag/tempo-{0}",
        [Charts.OpenTelemetryCollector] = "open-telemetry/opentelemetry-helm-charts/releases/tag/opentelemetry-collector-{0}",
        [Charts.KubePrometheusStack] = "prometheus-community/helm-charts/releases/tag/kube-prometheus-stack-{0}",
        [Charts.Velero] = "vmware-tanzu/helm-charts/releases/tag/velero-{0}",
        [Charts.Kured] = "kubereboot/charts/releases/tag/kured-{0}",
    };

    /// <summary>
    /// The page about a version of a chart; of a chart that is not in the catalog the list of releases, where its repository tells that; else null.
    /// </summary>
    /// <param name="name">Name of the chart.</param>
    /// <param name="repository">Where it comes from; null when that is not known: then a chart of the catalog has its name.</param>
    /// <param name="version">Its version.</param>
    public static string? Of(string name, string? repository, string version)
    {
        if (!Plain().IsMatch(version))
            return null;
        if (Known.Keys.FirstOrDefault(each => each.Name == name && (repository is null || each.Repository == repository)) is { } source)
            return $"https://github.com/{string.Format(System.Globalization.CultureInfo.InvariantCulture, Known[source], version)}";
        return Pages().Match(repository ?? "") is { Success: true } pages
            ? $"https://github.com/{pages.Groups["owner"]}/{pages.Groups["name"]}/releases"
            : null;
    }

    // What becomes part of an address, and of a comment.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\Ahttps://(?<owner>[A-Za-z0-9-]+)\.github\.io/(?<name>[A-Za-z0-9._-]+)/?\z")]
    private static partial Regex Pages();

    sealed record ChartSource(string Name, string Repository)
    {
        public static implicit operator ChartSource(ChartPin pin) => new(pin.Name, pin.Repository);
    }
}
