namespace Basecamp.Cli.Handover;

/// <summary>
/// Stops a GitOps engine and takes away its right to delete. Its records (Applications, Kustomizations, HelmReleases) have finalizers by which the
/// engine deletes all it applied when a record goes: with the engine stopped and the finalizers gone, removing the records leaves everything alone.
/// </summary>
sealed class StandStill(Tool kubectl, OwnedBy engine)
{
    /// <summary>Stops it. Nothing happens where it is stopped already.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await kubectl.ReadAsync(["-n", engine.Namespace, "scale", "deployment,statefulset", "--all", "--replicas=0"], cancellation, forgive: IsNothing);
        await kubectl.ReadAsync(["-n", engine.Namespace, "wait", "pod", "--all", "--for=delete", "--timeout=180s"], cancellation, forgive: IsNothing);
        foreach (var kind in engine.Records)
            foreach (var (ns, name) in await RecordsAsync(kind, cancellation))
                await kubectl.ReadAsync(
                    ["-n", ns, "patch", kind, name, "--type=merge", "--patch", """{"metadata":{"finalizers":null}}"""], cancellation, forgive: IsNothing);
    }

    /// <summary>Removes its records, which nobody reads any more.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
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
