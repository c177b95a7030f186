using System.Diagnostics;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Tests.Faults;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Dev;

[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class PrivatePostgresTests
{
    /// <summary>The next start finds the server and the directory of a process that was killed, and no other's.</summary>
    [Fact]
    public async Task What_a_killed_process_left_behind_is_stopped_and_removed_by_the_next_one()
    {
        var temp = Directory.CreateTempSubdirectory("triage-left-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temp, (UnixFileMode)0b111_111_111);
        string[] Servers() => Directory.GetDirectories(temp, "triage-postgres-*");
        // PostgreSQL creates the file empty, and writes its number a moment later.
        static bool Runs(string directory) =>
            File.Exists(Path.Combine(directory, "data", "postmaster.pid")) &&
            File.ReadLines(Path.Combine(directory, "data", "postmaster.pid")).FirstOrDefault() is { Length: > 0 } number &&
            Directory.Exists("/proc/" + number);

        using var killed = Dev(temp);
        await Eventually.Holds(() => Task.FromResult(Servers().Any(Runs)), () => "the first server");
        killed.Kill();
        await killed.WaitForExitAsync();
        var left = Assert.Single(Servers());
        Assert.True(Runs(left));

        using var next = Dev(temp);
        await Eventually.Holds(() => Task.FromResult(Servers().Any(d => d != left && Runs(d))), () => "the second server");
        Assert.False(Directory.Exists(left));

        // Alive: a third leaves the second alone.
        using var third = Dev(temp);
        await Eventually.Holds(() => Task.FromResult(Servers().Count(Runs) == 2), () => "the third server");
        foreach (var process in (Process[])[next, third])
        {
            process.Terminate();
            await process.WaitForExitAsync();
        }
        Assert.Empty(Servers());
        Directory.Delete(temp, recursive: true);
    }

    static Process Dev(string temp)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TriageApp).Assembly.Location, "dev", "--port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = temp;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
