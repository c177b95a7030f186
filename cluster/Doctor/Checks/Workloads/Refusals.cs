using Basecamp.Cluster.Doctor.Checks.Containers;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>Why the API server refuses pods.</summary>
static class Refusals
{
    const string Runbook = "docs/runbooks/pod-wont-schedule.md";

    /// <summary>The finding for what it said.</summary>
    public static Finding Explain(ClusterView cluster, KubernetesObject maker, string message)
    {
        var (ns, id) = (maker.Namespace, maker.Id());
        if (message.Contains("exceeded quota", StringComparison.Ordinal) || message.Contains("failed quota", StringComparison.Ordinal))
            return new Finding("quota-exceeded", id, $"The quota of {ns} allows no more pods like these",
                message.Contains("must specify", StringComparison.Ordinal)
                    ? "The quota counts something that the pods do not ask for. Give them requests and limits."
                    : $"{After(message, "exceeded quota: ")}. Raise the quota, or ask for less.")
            {
                Commands = [$"kubectl -n {ns} describe resourcequota"],
                Runbook = "docs/runbooks/tenant-quota.md",
            };
        if (message.Contains("violates PodSecurity", StringComparison.Ordinal))
            return new Finding("pod-security", id, $"Pod Security of {ns} refuses the pods", $"{After(message, "violates PodSecurity ")}")
            {
                Commands = [$"kubectl get namespace {ns} -o jsonpath='{{.metadata.labels}}'"],
                Runbook = Runbook,
            };
        if (message.Contains("failed calling webhook", StringComparison.Ordinal))
        {
            var hook = Quoted.After(message, "webhook") ?? "";
            var config = cluster.Snapshot.Objects.FirstOrDefault(each => each.Group == "admissionregistration.k8s.io" && each.Maps("webhooks")
                .Any(webhook => webhook.Text("name") == hook));
            var service = config?.Maps("webhooks").FirstOrDefault(webhook => webhook.Text("name") == hook)?.Map("clientConfig", "service");
            return new Finding("webhook-unreachable", id, $"The webhook {hook} does not answer, so the pods are refused",
                $"Every pod has to be shown to it first ({config?.ToString() ?? "its configuration was not seen"}), and it is down or too slow.")
            {
                Commands = service is { IsEmpty: false } ? [$"kubectl -n {SafeName.Of(service.Text("namespace") ?? "")} get pods,endpointslices"]
                    : ["kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations"],
                Runbook = "docs/runbooks/policies.md",
                IsSymptom = true,
                Because = [.. config is null ? [] : new[] { config.Id() }, .. service is { IsEmpty: false }
                    ? [ObjectId.Core("Service", service.Text("namespace"), service.Text("name") ?? "")] : Array.Empty<ObjectId>()],
            };
        }
        if (message.Contains("admission webhook", StringComparison.Ordinal) && message.Contains("denied the request", StringComparison.Ordinal))
            return new Finding("policy-denies", id, $"A policy refuses the pods: {Quoted.After(message, "webhook")}", After(message, "denied the request: "))
            {
                Commands = ["kubectl get clusterpolicies,policies -A"],
                Runbook = "docs/runbooks/policies.md",
            };
        if (message.Contains("ValidatingAdmissionPolicy", StringComparison.Ordinal))
            return new Finding("policy-denies", id, "A policy refuses the pods", message)
            {
                Commands = ["kubectl get validatingadmissionpolicies"],
                Runbook = "docs/runbooks/policies.md"
            };
        if (message.Contains("serviceaccount \"", StringComparison.Ordinal) && message.Contains("not found", StringComparison.Ordinal))
            return new Finding("service-account-missing", id, $"ServiceAccount {Quoted.After(message, "serviceaccount")} does not exist",
                "The pods run as it, so they cannot be made.")
            {
                Commands = [$"kubectl -n {ns} create serviceaccount {Quoted.After(message, "serviceaccount")}"],
                Runbook = Runbook,
            };
        if (message.Contains("no PriorityClass with name", StringComparison.Ordinal))
            return new Finding("priority-class-missing", id, "The pods name a PriorityClass that does not exist", After(message, "forbidden: "))
            {
                Commands = ["kubectl get priorityclasses"],
                Runbook = Runbook,
            };
        if (message.Contains("usage per", StringComparison.Ordinal) || message.Contains("limit to request ratio", StringComparison.Ordinal))
            return new Finding("limit-range", id, $"A LimitRange of {ns} refuses the pods",
                $"{After(message, "forbidden: ")}. Ask for what it allows, or change it.")
            {
                Commands = [$"kubectl -n {ns} describe limitrange"],
                Runbook = Runbook,
            };
        return new Finding("pods-refused", id, "The API server refuses the pods",
            message)
        { Commands = [$"kubectl -n {ns} describe {maker.Kind.ToLowerInvariant()} {maker.Name}"], Runbook = Runbook };
    }

    static string After(string message, string marker) =>
        message.IndexOf(marker, StringComparison.Ordinal) is var at and >= 0 ? message[(at + marker.Length)..] : message;
}
