using System.Collections.Immutable;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Graph;

/// <summary>What an object of each kind names.</summary>
static class Dependencies
{
    public static IEnumerable<ObjectId> Of(KubernetesObject each, ClusterView cluster) => (each.Group, each.Kind) switch
    {
        ("networking.k8s.io", "Ingress") => OfIngress(each),
        ("gateway.networking.k8s.io", "HTTPRoute") => OfRoute(each),
        ("", "Service") => OfService(each, cluster),
        ("", "Pod") => OfPod(each),
        ("", "PersistentVolumeClaim") => OfClaim(each),
        ("autoscaling", "HorizontalPodAutoscaler") => [Target(each, "scaleTargetRef")],
        ("keda.sh", "ScaledObject") => [Target(each, "scaleTargetRef")],
        ("argoproj.io", "Application") => each.Maps("status", "resources").Select(resource => Listed(resource)),
        ("kustomize.toolkit.fluxcd.io" or "helm.toolkit.fluxcd.io", _) => OfFlux(each),
        ("source.toolkit.fluxcd.io", "HelmChart") => [new("source.toolkit.fluxcd.io", each.Text("spec", "sourceRef", "kind") ?? "", each.Namespace,
            each.Text("spec", "sourceRef", "name") ?? "")],
        ("cert-manager.io", "Certificate") => [Issuer(each), .. Requests(each, cluster)],
        ("cert-manager.io", "CertificateRequest") => [Issuer(each)],
        ("external-secrets.io", "ExternalSecret") => [Store(each)],
        ("apiregistration.k8s.io", "APIService") => [ObjectId.Core("Service", each.Text("spec", "service", "namespace"), each.Text("spec", "service", "name")
            ?? "")],
        ("admissionregistration.k8s.io", _) => each.Maps("webhooks").Select(hook =>
            ObjectId.Core("Service", hook.Text("clientConfig", "service", "namespace"), hook.Text("clientConfig", "service", "name") ?? "")),
        ("longhorn.io", "Volume") => [new("longhorn.io", "Node", each.Namespace, each.Text("status", "currentNodeID") ?? "")],
        ("longhorn.io", "Node") => [ObjectId.Core("Node", null, each.Name)],
        ("velero.io", "Schedule") => [new("velero.io", "BackupStorageLocation", each.Namespace, each.Text("spec", "template", "storageLocation") ?? "default")],
        ("velero.io", "Backup") => [new("velero.io", "BackupStorageLocation", each.Namespace, each.Text("spec", "storageLocation") ?? "default")],
        _ => [],
    };

    static IEnumerable<ObjectId> OfIngress(KubernetesObject ingress) => ingress.Maps("spec", "rules").SelectMany(rule => rule.Maps("http", "paths"))
        .Select(path => path.Map("backend")).Append(ingress.Map("spec", "defaultBackend"))
        .Select(backend => ObjectId.Core("Service", ingress.Namespace, backend.Text("service", "name") ?? ""))
        .Concat(ingress.Maps("spec", "tls").Select(tls => ObjectId.Core("Secret", ingress.Namespace, tls.Text("secretName") ?? "")));

    static IEnumerable<ObjectId> OfRoute(KubernetesObject route) => route.Maps("spec", "rules").SelectMany(rule => rule.Maps("backendRefs"))
        .Where(backend => backend.Text("kind") is null or "Service")
        .Select(backend => ObjectId.Core("Service", backend.Text("namespace") ?? route.Namespace, backend.Text("name") ?? ""))
        .Concat(route.Maps("spec", "parentRefs").Select(parent =>
            new ObjectId("gateway.networking.k8s.io", "Gateway", parent.Text("namespace") ?? route.Namespace, parent.Text("name") ?? "")));

    // Pods that were refused do not exist, so the workloads that would make them count, too.
    static IEnumerable<ObjectId> OfService(KubernetesObject service, ClusterView cluster)
    {
        var selector = service.Body.TextMap("spec", "selector");
        if (selector.Count == 0)
            return [];
        var pods = cluster.PodsIn(service.Namespace ?? "").Where(pod => Selector.IsSubset(selector, pod.Labels)).Select(pod => pod.Id);
        var workloads = cluster.Workloads.Where(workload => workload.Object.Namespace == service.Namespace
            && Selector.IsSubset(selector, workload.TemplateLabels))
            .Select(workload => workload.Id);
        var clusters = cluster.Snapshot.Of("postgresql.cnpg.io", "Cluster").Where(database => database.Namespace == service.Namespace
            && selector.GetValueOrDefault("cnpg.io/cluster") == database.Name).Select(database => database.Id());
        return pods.Concat(workloads).Concat(clusters);
    }

    static IEnumerable<ObjectId> OfPod(KubernetesObject pod)
    {
        yield return ObjectId.Core("Node", null, pod.Text("spec", "nodeName") ?? "");
        yield return ObjectId.Core("ServiceAccount", pod.Namespace, pod.Text("spec", "serviceAccountName") ?? "");
        foreach (var volume in pod.Maps("spec", "volumes"))
        {
            yield return ObjectId.Core("PersistentVolumeClaim", pod.Namespace, volume.Text("persistentVolumeClaim", "claimName") ?? "");
            yield return ObjectId.Core("Secret", pod.Namespace, volume.Text("secret", "secretName") ?? "");
            yield return ObjectId.Core("ConfigMap", pod.Namespace, volume.Text("configMap", "name") ?? "");
        }
        foreach (var container in pod.Maps("spec", "initContainers").Concat(pod.Maps("spec", "containers")))
        {
            foreach (var from in container.Maps("env").Select(variable => variable.Map("valueFrom")))
            {
                yield return ObjectId.Core("Secret", pod.Namespace, from.Text("secretKeyRef", "name") ?? "");
                yield return ObjectId.Core("ConfigMap", pod.Namespace, from.Text("configMapKeyRef", "name") ?? "");
            }
            foreach (var from in container.Maps("envFrom"))
            {
                yield return ObjectId.Core("Secret", pod.Namespace, from.Text("secretRef", "name") ?? "");
                yield return ObjectId.Core("ConfigMap", pod.Namespace, from.Text("configMapRef", "name") ?? "");
            }
        }
    }

    static IEnumerable<ObjectId> OfClaim(KubernetesObject claim)
    {
        yield return new("storage.k8s.io", "StorageClass", null, claim.Text("spec", "storageClassName") ?? "");
        if (claim.Text("spec", "volumeName") is not { Length: > 0 } volume)
            yield break;
        yield return ObjectId.Core("PersistentVolume", null, volume);
        // Longhorn names its volume as Kubernetes names the persistent one.
        yield return new("longhorn.io", "Volume", "longhorn-system", volume);
    }

    static IEnumerable<ObjectId> OfFlux(KubernetesObject each)
    {
        var ns = each.Namespace;
        var source = each.Map("spec", "sourceRef") is { IsEmpty: false } own ? own : each.Map("spec", "chart", "spec", "sourceRef");
        yield return new("source.toolkit.fluxcd.io", source.Text("kind") ?? "", source.Text("namespace") ?? ns, source.Text("name") ?? "");
        foreach (var before in each.Maps("spec", "dependsOn"))
            yield return new(each.Group, each.Kind, before.Text("namespace") ?? ns, before.Text("name") ?? "");
        // inventory.entries[].id is namespace_name_group_kind.
        foreach (var parts in each.Maps("status", "inventory", "entries").Select(entry => (entry.Text("id") ?? "").Split('_'))
            .Where(parts => parts.Length == 4))
            yield return new(parts[2], parts[3], parts[0].Length > 0 ? parts[0] : null, parts[1]);
    }

    static ObjectId Target(KubernetesObject each, string member)
    {
        var target = each.Map("spec", member);
        return new(ApiGroup.Of(target.Text("apiVersion") ?? "apps/v1"), target.Text("kind") ?? "Deployment", each.Namespace, target.Text("name") ?? "");
    }

    static ObjectId Listed(ImmutableDictionary<string, object> resource) => new(
        resource.Text("group") ?? "", resource.Text("kind") ?? "", resource.Text("namespace") is { Length: > 0 } ns ? ns : null, resource.Text("name") ?? "");

    static ObjectId Issuer(KubernetesObject each) => each.Text("spec", "issuerRef", "kind") == "ClusterIssuer"
        ? new("cert-manager.io", "ClusterIssuer", null, each.Text("spec", "issuerRef", "name") ?? "")
        : new("cert-manager.io", "Issuer", each.Namespace, each.Text("spec", "issuerRef", "name") ?? "");

    static IEnumerable<ObjectId> Requests(KubernetesObject certificate, ClusterView cluster) => cluster.Snapshot.Of("cert-manager.io", "CertificateRequest")
        .Where(request => request.Namespace == certificate.Namespace && request.Annotation("cert-manager.io/certificate-name") == certificate.Name)
            .Select(request => request.Id());

    static ObjectId Store(KubernetesObject each) => each.Text("spec", "secretStoreRef", "kind") == "ClusterSecretStore"
        ? new("external-secrets.io", "ClusterSecretStore", null, each.Text("spec", "secretStoreRef", "name") ?? "")
        : new("external-secrets.io", "SecretStore", each.Namespace, each.Text("spec", "secretStoreRef", "name") ?? "");
}
