using System.Diagnostics;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>A program that answers as Helm does and writes down how it was called. What it prints is the test's.</summary>
sealed class FakeHelm : IDisposable
{
    const string Script = """
        #!/bin/sh
        [ "$1" != version ] || { cat "$0.version"; exit; }
        echo "$*" >>"$0.calls"
        env >"$0.env"
        while [ $# -gt 0 ]; do
          [ "$1" != --values ] || { cat "$2" >"$0.values"; stat -c %a "$(dirname "$2")" >"$0.mode"; }
          shift
        done
        [ ! -f "$0.error" ] || { cat "$0.error" >&2; exit 1; }
        sed "s/@ANOTHER@/$(wc -l <"$0.calls")/" "$0.out"
        """;

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("basecamp-helm-test-");

    FakeHelm()
    {
    }

    public string Program => Path.Combine(directory.FullName, "helm");

    public string DirectoryName => directory.FullName;

    public string Version { set => File.WriteAllText($"{Program}.version", value); }

    public string Output { set => File.WriteAllText($"{Program}.out", value); }

    public string Error { set => File.WriteAllText($"{Program}.error", value); }

    /// <summary>Arguments of each render.</summary>
    public string[] Calls => File.Exists($"{Program}.calls") ? File.ReadAllLines($"{Program}.calls") : [];

    /// <summary>Values of the last render.</summary>
    public string Values => File.ReadAllText($"{Program}.values");

    /// <summary>Who may enter the directory of the values.</summary>
    public string Mode => File.ReadAllText($"{Program}.mode").Trim();

    public string[] Environment => File.ReadAllLines($"{Program}.env");

    public static async Task<FakeHelm> StartAsync()
    {
        var helm = new FakeHelm { Version = "v4.1.4\n", Output = "" };
        // Written by another process: this one may be copied while the file is still open for writing, and then it cannot be started.
        await RealProcess.RunAsync(new ProcessStartInfo("sh", ["-c", "cat >\"$0\" && chmod +x \"$0\"", helm.Program]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
            Script);
        return helm;
    }

    public void Dispose() => directory.Delete(recursive: true);
}
