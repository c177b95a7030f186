using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.GitOps;

/// <summary>Something that Flux cannot fetch or apply.</summary>
sealed class FluxNotReady : ICheck
{
    static readonly (string Group, string Kind)[] Kinds =
    [
        ("source.toolkit.fluxcd.io", "GitRepository"), ("source.toolkit.fluxcd.io", "HelmRepository"), ("source.toolkit.fluxcd.io", "OCIRepository"),
            ("source.toolkit.fluxcd.io", "Bucket"),
        ("source.toolkit.fluxcd.io", "HelmChart"), ("kustomize.toolkit.fluxcd.io", "Kustomization"), ("helm.toolkit.fluxcd.io", "HelmRelease"),
    ];

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var each in Kinds.SelectMany(kind => cluster.Snapshot.Of(kind.Group, kind.Kind)))
        {
            var (ready, stalled) = (each.Condition("Ready"), each.Condition("Stalled"));
            var command = each.Kind switch
            {
                "Kustomization" => "kustomization",
                "HelmRelease" => "helmrelease",
                _ =>
                $"source {each.Kind.ToLowerInvariant().Replace("repository", "", StringComparison.Ordinal)}"
            };
            if (each.Flag("spec", "suspend"))
                yield return Of(each, "flux-suspended", $"{each.Kind} {each.Name} is suspended: git is not applied",
                    "Somebody suspended it, perhaps in an emergency.", "spec.suspend true",
                    $"flux -n {each.Namespace} resume {command} {each.Name}") with
                { Severity = Severity.Risk };
            else if (each.Kind == "HelmRelease" && ready is { Status: "False" } && ready.Message.Contains("another operation", StringComparison.Ordinal))
                yield return Of(each, "helm-release-stuck", $"Helm release {each.Name} is stuck in an operation that was interrupted",
                    "Helm thinks that an install or upgrade still runs. Roll it back to its last revision.", ready.ToString(),
                    $"helm -n {SafeName.Of(each.Text("spec", "targetNamespace") ?? each.Namespace ?? "")} rollback {SafeName.Of(each.Text("spec", "releaseName") ?? each.Name)}");
            else if (stalled is { IsTrue: true })
                yield return Of(each, "flux-stalled", $"{each.Kind} {each.Name} is stalled: Flux does not try again by itself", stalled.Message,
                    stalled.ToString(), $"flux -n {each.Namespace} reconcile {command} {each.Name} --force");
            else if (ready is { Status: "False" } && each.Group.StartsWith("source.", StringComparison.Ordinal))
                yield return Of(each, "flux-source", $"Flux cannot fetch {each.Kind} {each.Name}", Argo.Why(ready.Message), ready.ToString(),
                    $"flux -n {each.Namespace} reconcile {command} {each.Name}");
            else if (ready is { Status: "False" })
                yield return Of(each, "flux-not-ready", $"Flux cannot apply {each.Kind} {each.Name}", ready.Message, ready.ToString(),
                    $"flux -n {each.Namespace} reconcile {command} {each.Name} --with-source")
                    with
                { IsSymptom = ready.Reason is "DependencyNotReady" or "ArtifactFailed" or "HealthCheckFailed" or "SourceNotReady" };
        }
    }

    static Finding Of(KubernetesObject each, string check, string what, string cause, string evidence, string command) => new(check, each.Id(), what, cause)
    {
        Evidence = [evidence],
        Commands = [command, $"kubectl -n {each.Namespace} describe {each.Kind.ToLowerInvariant()} {each.Name}"],
        Runbook = "docs/runbooks/flux-stuck.md",
    };
}
