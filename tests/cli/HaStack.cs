using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Tests;

/// <summary>The shipped stack ha in a directory of its own, with changes.</summary>
sealed class HaStack : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("basecamp-ha-").FullName;

    public HaStack(params (string Old, string New)[] edits)
    {
        Directory.CreateDirectory(Path.Combine(directory, "on-call"));
        foreach (var file in new[] { "Pulumi.yaml", "on-call/ha.yaml" })
            File.Copy(Path.Combine(RealProcess.RepositoryRoot, file), Path.Combine(directory, file));
        var text = File.ReadAllText(Path.Combine(RealProcess.RepositoryRoot, "Pulumi.ha.yaml"));
        foreach (var (old, current) in edits)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, current, StringComparison.Ordinal);
        }
        File.WriteAllText(Path.Combine(directory, "Pulumi.ha.yaml"), text);
    }

    /// <summary>Where it is.</summary>
    public string Root => directory;

    /// <summary>Runs its program.</summary>
    public Task<OfflineRun> Run() => OfflineRun.StartAsync(StackFileReader.Read(directory, "ha", null), StackProgram.Basecamp, null, default);

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
