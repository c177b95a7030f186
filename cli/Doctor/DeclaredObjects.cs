using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Doctor;

/// <summary>The objects that a stack's program asks for, charts excepted.</summary>
static class DeclaredObjects
{
    /// <summary>Runs the program offline and reads them.</summary>
    /// <exception cref="Cluster.Reading.ClusterReadException">The stack is not valid, so what it declares is not known.</exception>
    public static async Task<IReadOnlyList<KubernetesObject>> OfAsync(StackFile file, CliContext context, CancellationToken cancellation)
    {
        var run = await OfflineRun.StartAsync(file, context.Program, null, cancellation);
        if (!run.IsComplete)
            throw new Cluster.Reading.ClusterReadException($"The stack {file.Stack} is not valid, so there is nothing to compare with: ./basecamp preview --stack {file.Stack} says why.");
        return [.. KubernetesManifests.From(run.Stack).Objects];
    }
}
