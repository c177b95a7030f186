using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.GitOps;

/// <summary>What Argo CD says, in fewer words.</summary>
static class Argo
{
    /// <summary>Why a source cannot be read.</summary>
    public static string Why(string message) => message switch
    {
        _ when Says(message, "authentication required", "Permission denied", "authorization failed", "401", "403") =>
            "The repository refuses Argo CD's credentials, or there are none.",
        _ when Says(message, "no such host", "dial tcp", "i/o timeout", "connection refused") => "The repository cannot be reached from the cluster.",
        _ when Says(message, "unable to resolve", "couldn't find remote ref", "unknown revision") => "The revision does not exist in the repository.",
        _ when Says(message, "app path does not exist", "no such file or directory") => "The path does not exist in the repository.",
        _ when Says(message, "x509", "certificate") => "Argo CD does not trust the repository's certificate.",
        _ when Says(message, "host key", "knownhosts", "known_hosts") => "Argo CD does not know the repository's SSH host key.",
        _ => message,
    };

    /// <summary>What the first object that failed says.</summary>
    public static string? FirstFailure(KubernetesObject app) => app.Maps("status", "operationState", "syncResult", "resources")
        .Where(each => each.Text("status") == "SyncFailed").Select(each => $"{each.Text("kind")} {each.Text("name")}: {each.Text("message")}").FirstOrDefault();

    static bool Says(string message, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (message.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
