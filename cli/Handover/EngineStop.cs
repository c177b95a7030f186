namespace Basecamp.Cli.Handover;

/// <summary>
/// Stops a GitOps engine for good. Its records (Applications, Kustomizations, HelmReleases) have finalizers by which the engine deletes what it applied
/// when a record is deleted: once the engine is stopped and the finalizers are removed, deleting the records deletes nothing else.
/// </summary>
sealed class EngineStop(Tool kubectl, OwnedBy engine)
{
    /// <summary>Scales its controllers to zero and removes the finalizers. Does nothing when that was done before.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await kubectl.ReadAsync(["-n", engine.Namespace, "scale", "deployment,statefulset", "--all", "--replicas=0"], cancellation, forgive: IsNothing);
        await kubectl.ReadAsync(["-n", engine.Namespace, "wait", "pod", "--all", "--for=delete", "--timeout=180s"], cancellation, forgive: IsNothing);
        foreach (var kind in engine.Records)
            foreach (var (ns, name) in await RecordsAsync(kind, cancellation))
                await kubectl.ReadAsync(
                    ["-n", ns, "patch", kind, name, "--type=merge", "--patch", """{"metadata":{"finalizers":null}}"""], cancellation, forgive: IsNothing);
    }

    /// <summary>Deletes its records, which nothing reads any more.</summary>
    public async Task DeleteRecordsAsync(CancellationToken cancellation)
    {
        foreach (var kind in engine.Records)
            foreach (var (ns, name) in await RecordsAsync(kind, cancellation))
                await kubectl.ReadAsync(["-n", ns, "delete", kind, name, "--ignore-not-found", "--wait=false"], cancellation, forgive: IsNothing);
    }

    async Task<List<(string Namespace, string Name)>> RecordsAsync(string kind, CancellationToken cancellation)
    {
        var lines = await kubectl.ReadAsync(
            ["get", kind, "--all-namespaces", "--ignore-not-found", "--output", "jsonpath={range .items[*]}{.metadata.namespace} {.metadata.name}{\"\\n\"}{end}"],
            cancellation, forgive: IsNothing);
        return [.. from line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries) let parts = line.Split(' ') select (parts[0], parts[1])];
    }

    // No such namespace, object or kind: then there is nothing to stop.
    static bool IsNothing(string error) => error.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line =>
        line.Contains("NotFound", StringComparison.Ordinal) || line.Contains("no matching resources found", StringComparison.Ordinal)
        || line.Contains("no objects passed to", StringComparison.Ordinal) || line.Contains("the server doesn't have a resource type", StringComparison.Ordinal)
        || line.StartsWith("Warning:", StringComparison.Ordinal));
}
