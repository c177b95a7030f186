using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.GitOps;

/// <summary>An Application of Argo CD that cannot be applied.</summary>
sealed class ApplicationNotSynced : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var app in cluster.Snapshot.Of("argoproj.io", "Application"))
        {
            var conditions = app.Conditions().ToList();
            var comparison = conditions.FirstOrDefault(each => each.Type is "ComparisonError" or "InvalidSpecError" or "UnknownError");
            var (phase, message) = (app.Text("status", "operationState", "phase"), app.Text("status", "operationState", "message") ?? "");
            var isAutomatic = app.Map("spec", "syncPolicy").ContainsKey("automated");
            if (comparison is not null)
                yield return Of(app, "argocd-source", $"Argo CD cannot read what {app.Name} should be", Argo.Why(comparison.Message),
                    $"status.conditions[{comparison.Type}]: {comparison.Message}");
            else if (phase is "Failed" or "Error" && app.Text("status", "sync", "status") != "Synced")
                yield return Of(app, "argocd-sync-failed", $"Argo CD cannot apply {app.Name}", Argo.FirstFailure(app) ?? message,
                    $"status.operationState {phase}: {message}");
            else if (app.Text("status", "sync", "status") == "OutOfSync" && isAutomatic && app.Flag("spec", "syncPolicy", "automated", "selfHeal")
                && cluster.Since(app.Time("status", "reconciledAt")) < TimeSpan.FromMinutes(30) && phase == "Succeeded"
                    && app.Time("status", "operationState", "finishedAt") is { } finished && cluster.Since(finished) < TimeSpan.FromMinutes(30))
            {
                var differing = app.Maps("status", "resources").Where(each => each.Text("status") == "OutOfSync")
                    .Select(each => $"{each.Text("kind")} {each.Text("namespace")}/{each.Text("name")}").ToList();
                yield return Of(app, "argocd-loop", $"Argo CD applies {app.Name} again and again, and it never is in sync",
                    "Something else changes what it applies back: a controller, a webhook, or a default that git does not say. ignoreDifferences, or say it in git.",
                    $"status.sync OutOfSync after a sync that succeeded: {string.Join(", ", differing.Take(4))}") with
                { Severity = Severity.Risk };
            }
            else if (app.Text("status", "health", "status") is "Degraded" or "Missing")
                yield return Of(app, "argocd-degraded", $"Argo CD says that {app.Name} is {app.Text("status", "health", "status")!.ToLowerInvariant()}",
                    app.Text("status", "health", "message") ?? "Something that it manages is not well.",
                    $"status.health {app.Text("status", "health", "status")}") with
                { IsSymptom = true };
            else if (app.Text("status", "sync", "status") == "OutOfSync" && !isAutomatic)
                yield return Of(app, "argocd-not-automatic", $"{app.Name} differs from git, and nobody applies it",
                    "Its automatic sync is switched off, perhaps in an emergency. Apply it, or switch it on again.",
                    "status.sync OutOfSync, no spec.syncPolicy.automated")
                    with
                { Severity = Severity.Risk };
        }
    }

    static Finding Of(KubernetesObject app, string check, string what, string cause, string evidence) => new(check, app.Id(), what, cause)
    {
        Evidence = [evidence],
        Commands = [$"kubectl -n {app.Namespace} get applications.argoproj.io {app.Name} -o yaml"],
        Runbook = "docs/runbooks/argocd-out-of-sync.md",
    };
}
