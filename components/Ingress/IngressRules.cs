using Basecamp.Components.CertManager;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Ingress;

/// <summary>How HTTP gets in, on the cluster it is for.</summary>
static class IngressRules
{
    public static IEnumerable<Need> NeedsIn(PlatformPlan plan)
    {
        if (plan.Cluster.Ingress != IngressChoice.Platform || plan.Section<IngressSpec>() is not { } ingress)
            yield break;
        if (plan.Domain is not null)
            yield return new(
                "ingress", "certificates", plan.IsOn("certificates"),
                "publishes hosts over HTTPS, but there are no certificates: visitors would be shown the controller's self-signed one. Add `certificates: {}` for "
                + "a certificate authority of the cluster, or `certificates.acme` for public certificates.");
        if (ingress.Routes == RouteKind.Gateway)
            yield return new(
                "ingress.routes", "certificates", plan.Section<CertificateSpec>()?.HasWildcard(plan.Domain) ?? false,
                "is `gateway`, whose listener names one certificate for all hosts, but there is no wildcard certificate: it needs `domain`, `certificates` and, "
                + "with `acme`, `acme.dns01`. Add those, or use `ingress`.");
    }

    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<IngressSpec>() is not { } ingress)
            return;
        var (at, cluster) = (problems.At("ingress"), plan.Cluster);
        if (cluster.Ingress != IngressChoice.Platform)
        {
            at.Add("", $"is set, but the cluster has `network.ingress: {ConfigurationNames.Of(cluster.Ingress)}`. Remove it, or set that to `platform` in `basecamp:homelab`.");
            return;
        }
        if (ingress.KeepClientAddress && cluster.LoadBalancer == LoadBalancerChoice.Cilium)
        {
            at.Add("keepClientAddress", "is true, but Cilium's L2 announcements may answer from a machine that runs no ingress pod, and then nothing arrives "
                + "(cilium#27800). Remove it, or use `network.loadBalancer: metallb` in `basecamp:homelab`.");
        }
        CheckAddress(ingress, cluster, at);
        CidrRules.Check(ingress.AllowFrom, at.At("allowFrom"));
        CidrRules.Check(ingress.TrustedProxies, at.At("trustedProxies"));
        if (ingress.DefaultBackend is { } backend)
            CheckBackend(backend, at.At("defaultBackend"));
    }

    static void CheckAddress(IngressSpec ingress, ClusterFacts cluster, Problems at)
    {
        if (ingress.Address is not { } text)
            return;
        if (cluster.LoadBalancer is not (LoadBalancerChoice.Cilium or LoadBalancerChoice.Metallb))
        {
            at.Add("address", $"is set, but `network.loadBalancer: {ConfigurationNames.Of(cluster.LoadBalancer)}` gives out no addresses of choice. "
                + "Remove it, or use `cilium` or `metallb`.");
            return;
        }
        var isInPool = IpText.TryParse(text, out var address)
            && cluster.LoadBalancerPool.Any(pool => AddressRange.TryParse(pool, out var range, out _) && range.Contains(address));
        if (!isInPool)
            at.Add("address", $"is {Shown.Text(text)}, but must be an address of `network.loadBalancerPool`: {string.Join(", ", cluster.LoadBalancerPool)}.");
    }

    static void CheckBackend(DefaultBackendSpec backend, Problems at)
    {
        if (!DnsNames.IsLabel(backend.Namespace))
            at.Add("namespace", $"is {Shown.Text(backend.Namespace)}, but must be the name of a namespace: {DnsNames.LabelRule}.");
        if (!DnsNames.IsLabel(backend.Service))
            at.Add("service", $"is {Shown.Text(backend.Service)}, but must be the name of a Service: {DnsNames.LabelRule}.");
        if (!Ports.IsPort(backend.Port))
            at.Add("port", $"is {backend.Port}, but {Ports.Rule}.");
        if (backend.PodPort is { } port && !Ports.IsPort(port))
            at.Add("podPort", $"is {port}, but {Ports.Rule}.");
    }
}
