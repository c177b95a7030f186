using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>An Ingress that no controller feels responsible for.</summary>
sealed class ClassUnknown : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        var classes = cluster.Snapshot.Of("networking.k8s.io", "IngressClass");
        foreach (var ingress in cluster.Snapshot.Of("networking.k8s.io", "Ingress"))
        {
            var name = ingress.Text("spec", "ingressClassName") ?? ingress.Annotation("kubernetes.io/ingress.class");
            var hasDefault = classes.Any(each => each.Annotation("ingressclass.kubernetes.io/is-default-class") == "true");
            if (classes.Count == 0 || (name is null ? hasDefault : classes.Any(each => each.Name == name)))
                continue;
            yield return new("ingress-class", ingress.Id(), name is null ? $"Ingress {ingress.Name} names no class, and there is no default one"
                : $"IngressClass {name} of Ingress {ingress.Name} does not exist",
                $"No controller serves it, so its hosts are answered 404. There is {string.Join(", ", classes.Select(each => each.Name))}.{(name is null ? "" : NearestName.Suggest(name, classes.Select(each => each.Name)))}")
            {
                Evidence = [$"spec.ingressClassName {name ?? "none"}"],
                Commands = [$"kubectl -n {ingress.Namespace} patch ingress {ingress.Name} -p '{{\"spec\":{{\"ingressClassName\":\"{classes[0].Name}\"}}}}'"],
                Runbook = "docs/runbooks/ingress.md",
            };
        }
    }
}
