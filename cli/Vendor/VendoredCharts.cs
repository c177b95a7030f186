using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Vendor;

/// <summary>The charts that a project has at hand: archives in <c>vendor/charts</c>, and <c>vendor/charts.lock</c> that says what they must be.</summary>
/// <param name="project">Directory of Pulumi.yaml.</param>
sealed class VendoredCharts(string project)
{
    /// <summary>The directory as it is shown.</summary>
    public const string Shown = "vendor/charts";

    /// <summary>The lock as it is shown.</summary>
    public const string ShownLock = "vendor/charts.lock";

    string Folder => Path.Combine(project, "vendor", "charts");

    string LockFile => Path.Combine(project, "vendor", "charts.lock");

    /// <summary>Whether there is a lock.</summary>
    public bool HasLock => File.Exists(LockFile);

    /// <summary>What the lock says; nothing where there is none.</summary>
    /// <exception cref="VendorException">It cannot be read.</exception>
    public ChartLock ReadLock() => HasLock ? ChartLock.Parse(File.ReadAllText(LockFile), ShownLock) : ChartLock.Empty;

    /// <summary>Names of the archives that are there, sorted.</summary>
    public IReadOnlyList<string> Archives => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*.tgz").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Where a chart's archive is, or would be.</summary>
    public string PathOf(ChartPin pin) => Path.Combine(Folder, LockedChart.FileNameOf(pin));

    /// <summary>SHA-256 digest of a chart's archive; null when it is not there.</summary>
    public string? DigestOf(ChartPin pin) => File.Exists(PathOf(pin)) ? ChartArchive.DigestOf(File.ReadAllBytes(PathOf(pin))) : null;

    /// <summary>Writes a chart's archive.</summary>
    public Task WriteAsync(ChartPin pin, byte[] archive, CancellationToken cancellation) => WriteWholeAsync(PathOf(pin), archive, cancellation);

    /// <summary>Writes the lock.</summary>
    public Task WriteAsync(ChartLock locked, CancellationToken cancellation) =>
        WriteWholeAsync(LockFile, System.Text.Encoding.UTF8.GetBytes(locked.ToString()), cancellation);

    /// <summary>Removes an archive.</summary>
    public void Remove(string archive) => File.Delete(Path.Combine(Folder, archive));

    // Renamed into place: an interrupted run leaves no half a file.
    static async Task WriteWholeAsync(string path, byte[] content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellation);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
