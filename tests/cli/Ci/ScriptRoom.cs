using System.Diagnostics;
using System.Runtime.Versioning;

// The scripts are for Linux, and so is what runs them.
[assembly: SupportedOSPlatform("linux")]

namespace Basecamp.Cli.Tests.Ci;

/// <summary>
/// A throw-away checkout in which a script of ci/ runs for real. Programs that would reach others are fakes that write down how they
/// were called, one line a call.
/// </summary>
sealed class ScriptRoom : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("basecamp ci ").FullName;

    public ScriptRoom()
    {
        Directory.CreateDirectory(At("work"));
        Directory.CreateDirectory(At("bin"));
        File.WriteAllText(At("calls"), "");
    }

    /// <summary>Variables of the script.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string[] Calls => File.ReadAllLines(At("calls"));

    public string At(string path) => Path.Combine(root, path);

    /// <summary>A file of the repository.</summary>
    public string Work(string path) => Path.Combine(root, "work", path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Makes a program exist. The text is bash; $FAKES is the room.</summary>
    public void Provide(string path, string body)
    {
        var record = "printf '%s' \"${0##*/}\" >>\"$FAKES/calls\"; printf ' %s' \"$@\" >>\"$FAKES/calls\"; echo >>\"$FAKES/calls\"";
        Write(path, $"#!/usr/bin/env bash\n{record}\n{body}\n");
        File.SetUnixFileMode(At(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async Task<(int Code, string Output, string Error)> Run(string script, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(RealProcess.RepositoryRoot, "ci", script), args)
        {
            WorkingDirectory = At("work"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{At("bin")}:{start.Environment["PATH"]}";
        start.Environment["FAKES"] = root;
        start.Environment["LC_ALL"] = "C.UTF-8";
        // The machine that runs the tests may be one of CI.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("CI_", StringComparison.Ordinal)
            || name.StartsWith("GITHUB_", StringComparison.Ordinal) || name.StartsWith("PULUMI_", StringComparison.Ordinal)
            || name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return await RealProcess.RunAsync(start);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
