using Basecamp.Components.Catalog;
using Basecamp.Components.Crds;

namespace Basecamp.Infra.Platform.Definitions;

/// <summary>Writes the charts of definitions to where the Kubernetes provider reads them, before a resource is registered.</summary>
/// <param name="directory">Directory of the charts.</param>
/// <param name="read">Reads a file of a bundle.</param>
public sealed class DefinitionCharts(string directory, Func<ManifestPin, string, CancellationToken, Task<string>> read)
{
    // Few enough that a repository's host does not take it for an attack.
    const int Parallel = 4;

    /// <summary>Charts of a project: files from its <c>vendor/definitions</c>, this user's cache or the public repositories.</summary>
    /// <param name="project">Directory of Pulumi.yaml.</param>
    /// <param name="program">Directory of the Pulumi program, which the charts' paths are relative to.</param>
    /// <param name="downloads">Reads what is not there yet.</param>
    public static DefinitionCharts Of(string project, string program, DefinitionDownloads downloads)
    {
        ArgumentNullException.ThrowIfNull(downloads);
        var files = new DefinitionFiles(Path.Combine(project, "vendor", "definitions"), CacheDirectory, downloads.ReadAsync);
        return new(Path.Combine(program, ".definitions"), files.ReadAsync);
    }

    /// <summary>Writes the charts of these bundles.</summary>
    /// <exception cref="InvalidDataException">A file is not the one that the catalog pins.</exception>
    /// <exception cref="HttpRequestException">A file could not be downloaded.</exception>
    public Task WriteAsync(IEnumerable<ManifestPin> bundles, CancellationToken cancellationToken) => System.Threading.Tasks.Parallel.ForEachAsync(
        bundles,
        new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
        async (bundle, token) => await WriteAsync(bundle, token));

    async Task WriteAsync(ManifestPin bundle, CancellationToken cancellationToken)
    {
        var contents = new List<string>();
        foreach (var path in bundle.Paths)
            contents.Add(await read(bundle, path, cancellationToken));
        var chart = DefinitionChart.Of(bundle, contents);
        var target = Path.Combine(directory, DefinitionChart.DirectoryOf(bundle));
        var described = Path.Combine(target, "Chart.yaml");
        if (File.Exists(described) && await File.ReadAllTextAsync(described, cancellationToken) == chart.Files["Chart.yaml"])
            return;

        // Swapped in whole, so that an interrupted run never leaves a chart that lacks definitions.
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        foreach (var (path, content) in chart.Files)
        {
            var file = Path.Combine(temporary, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content, cancellationToken);
        }
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(temporary, target);
    }

    static string CacheDirectory => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "basecamp", "definitions");
}
