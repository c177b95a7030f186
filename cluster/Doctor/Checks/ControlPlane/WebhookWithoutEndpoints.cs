using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>A webhook that everything has to pass, and that nobody answers.</summary>
sealed class WebhookWithoutEndpoints : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var config in cluster.Snapshot.Objects.Where(each => each.Kind is "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration"))
        {
            foreach (var hook in config.Maps("webhooks").Where(each => each.Text("failurePolicy") != "Ignore")
                .DistinctBy(each => (each.Text("clientConfig", "service", "namespace"), each.Text("clientConfig", "service", "name"))))
            {
                if (hook.Map("clientConfig", "service") is not { IsEmpty: false } reference)
                    continue;
                var service = cluster.Service(reference.Text("namespace"), reference.Text("name"));
                if (service is { HasSelector: false } || service?.Pods.Any(pod => pod.IsReady) == true || service?.HasReadyAddress == true)
                    continue;
                yield return new("webhook-down", config.Id(), $"Webhook {hook.Text("name")} is down: what it watches over can be neither made nor changed",
                    service is null
                        ? $"Its Service {reference.Text("namespace")}/{reference.Text("name")} does not exist: it was probably uninstalled, and its configuration was left behind."
                        : $"No pod behind Service {service.Namespace}/{service.Name} is ready, and failurePolicy is Fail.")
                {
                    Evidence = [$"{config.Kind} {config.Name} failurePolicy {hook.Text("failurePolicy") ?? "Fail"}",
                        $"rules: {string.Join("; ", hook.Maps("rules").Take(3).Select(rule => $"{string.Join(',', rule.Texts("operations"))} {string.Join(',', rule.Texts("resources"))}"))}"],
                    Commands = service is null ? [$"kubectl delete {config.Kind.ToLowerInvariant()} {config.Name}"]
                        : [$"kubectl -n {service.Namespace} get pods -l '{Selector.Text(service.Selects)}'"],
                    Runbook = "docs/runbooks/policies.md",
                    IsSymptom = service is not null,
                    Because = service is null ? [] : [service.Id],
                };
            }
        }
    }
}
