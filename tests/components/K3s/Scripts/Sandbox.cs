using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

// Namespaces, bind mounts and file modes are Linux's.
[assembly: SupportedOSPlatform("linux")]

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Distribution family a sandbox pretends to be.</summary>
public enum HostFamily
{
    Debian,
    RedHat,
    Suse,
}

/// <summary>What a script left behind when it ended.</summary>
sealed record ScriptResult(int ExitCode, string Output, string Messages)
{
    public void Says(string text) => Assert.Contains(text, Messages, StringComparison.Ordinal);

    public void Prints(string text) => Assert.Contains(text, Output, StringComparison.Ordinal);
}

/// <summary>
/// A throw-away machine: own mounts, processes and network, an empty /etc and /var, only the commands a plain host has, and fakes for
/// everything that would touch a real one. Its files stay between runs and can be looked at from outside.
/// </summary>
sealed class Sandbox
{
    // What a minimal Debian, Ubuntu or RHEL installation has, and thus all that scripts may use.
    static readonly string[] Tools =
    [
        "awk", "base64", "basename", "bash", "cat", "chmod", "chown", "cp", "cut", "dd", "df", "dirname", "env", "find", "flock", "grep",
        "head", "id",
        "install", "ln", "ls", "mkdir", "mktemp", "mount", "mountpoint", "mv", "nproc", "readlink", "realpath", "rm", "rmdir", "sed",
        "sha256sum", "sort",
        "stat", "sync", "tail", "timeout", "touch", "tr", "true", "umount", "uniq", "wc",
    ];

    static readonly string[] Killable = ["chmod", "cp", "install", "ln", "mv", "rm", "sync"];

    readonly string cluster;

    public Sandbox(string root, string cluster, string name, string address, HostFamily family)
    {
        (Root, this.cluster, Name, Address) = (root, cluster, name, address);
        foreach (var directory in (string[])
            [".host/usr", ".fakes", ".cluster", ".sandbox/units", ".sandbox/answers", ".sandbox/releases", "dev", "proc", "sys", "tmp",
                "run", "root",
             "boot", "opt", "etc/systemd/system", "var/lib", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin",
             "usr/lib/systemd/system"])
            Directory.CreateDirectory(At(directory));
        foreach (var device in (string[])["null", "zero", "full", "random", "urandom"])
            File.WriteAllText(At($"dev/{device}"), "");
        foreach (var (link, target) in (ReadOnlySpan<(string, string)>)[("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"),
            ("stderr", "fd/2")])
            File.CreateSymbolicLink(At($"dev/{link}"), $"/proc/self/{target}");
        LinkHost();
        foreach (var fake in Directory.GetFiles(ScriptSource.Fakes).Select(path => Path.GetFileName(path))
            .Where(file => !file.Contains('.')))
            File.CreateSymbolicLink(At($"usr/sbin/{fake}"), $"/.fakes/{fake}");
        Provide("uname");
        Write(".sandbox/answers/uname", "x86_64");
        Write(".sandbox/uptime", "1000.00 0.00");
        Write(".sandbox/date-offset", "0");
        Write("etc/os-release", OsRelease(family));
        Write("etc/hostname", name);
        Write("etc/passwd", "root:x:0:0:root:/root:/bin/bash");
        Release(FakeCluster.Version);
    }

    public string Root { get; }
    public string Name { get; }
    public string Address { get; }

    /// <summary>Argument lists of the faked commands, in order.</summary>
    public IReadOnlyList<string> Calls => File.Exists(At(".sandbox/calls")) ? File.ReadAllLines(At(".sandbox/calls")) : [];

    public void NeverCalled(string start) => Assert.DoesNotContain(Calls, call => call.StartsWith(start, StringComparison.Ordinal));

    public void ForgetCalls() => File.Delete(At(".sandbox/calls"));

    public string At(string path) => Path.Combine(Root, path.TrimStart('/'));

    public bool Has(string path) => Path.Exists(At(path));

    public string Read(string path) => File.ReadAllText(At(path));

    public void Write(string path, string content, UnixFileMode? mode = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content.EndsWith('\n') ? content : content + "\n");
        if (mode is { } bits)
            File.SetUnixFileMode(At(path), bits);
    }

    public void Delete(string path)
    {
        if (Directory.Exists(At(path)))
            Directory.Delete(At(path), recursive: true);
        else
            File.Delete(At(path));
    }

    /// <summary>
    /// Makes these commands exist: as the fake of that name, or else as one that is logged, prints .sandbox/answers/&lt;name&gt; and
    /// ends with .sandbox/exits/&lt;name&gt;.
    /// </summary>
    public void Provide(params string[] commands)
    {
        foreach (var command in commands)
        {
            var own = Path.Combine(ScriptSource.Fakes, "optional", command);
            File.Delete(At($"usr/sbin/{command}"));
            File.CreateSymbolicLink(At($"usr/sbin/{command}"), File.Exists(own) ? $"/.fakes/optional/{command}" : "/.fakes/logged");
        }
    }

    /// <summary>Makes a command exist that prints this and ends with this exit code.</summary>
    public void Answer(string command, string text, int exitCode = 0)
    {
        Provide(command);
        Write($".sandbox/answers/{command}", text);
        Write($".sandbox/exits/{command}", $"{exitCode}");
    }

    /// <summary>A systemd unit the host has.</summary>
    public void Unit(string name, bool running = true)
    {
        Write($".sandbox/units/{name}/known", "");
        if (!running)
            return;
        Write($".sandbox/units/{name}/active", "active");
        Write($".sandbox/units/{name}/enabled", "");
    }

    /// <summary>Puts a K3s release where the fake curl finds it, and returns the SHA-256 of its binary.</summary>
    public string Release(string version)
    {
        var binary = $"#!/usr/bin/env bash\nexport K3S_VERSION={version}\n. /.fakes/k3s.bash\n";
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(binary)));
        var directory = $".sandbox/releases/{version.Replace("+", "%2B", StringComparison.Ordinal)}";
        foreach (var (arch, name) in (ReadOnlySpan<(string, string)>)[("amd64", "k3s"), ("arm64", "k3s-arm64")])
        {
            Write($"{directory}/{name}", binary);
            Write($"{directory}/sha256sum-{arch}.txt", $"{new string('0', 64)}  k3s-airgap-images-{arch}.tar.zst\n{sha}  {name}\n");
        }
        return sha;
    }

    /// <summary>Runs a script to its end.</summary>
    public ScriptResult Run(string script, object input) => RunText(ScriptSource.Compose(script), script, input.ToString()!);

    /// <summary>Runs a script that must succeed.</summary>
    public ScriptResult Succeed(string script, object input) => Expect(0, script, input);

    /// <summary>Runs a script that must end with this exit code; what it said is shown when it does not.</summary>
    public ScriptResult Expect(int exitCode, string script, object input)
    {
        var result = Run(script, input);
        Assert.True(result.ExitCode == exitCode,
            $"{script} ended with {result.ExitCode}, not {exitCode}. It said:\n{result.Messages}\n{result.Output}");
        return result;
    }

    public ScriptResult RunText(string text, string name, string input)
    {
        File.WriteAllText(At(".sandbox/script"), text);
        var start = new ProcessStartInfo("unshare")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = Environment.IsPrivilegedProcess ? [] : ["--map-root-user"];
        arguments = [.. arguments, "--mount", "--pid", "--net", "--fork", "--kill-child", "bash", $"{ScriptSource.Fakes}/init.bash",
            Root, cluster, ScriptSource.Fakes, name];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var messages = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A script that refuses early need not read all of its input.
        }
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{name} did not end within 60 s. It said:\n{messages.Result}");
        }
        var result = new ScriptResult(process.ExitCode, output.Result, messages.Result);
        Assert.False(result.Messages.Contains("unshare: ", StringComparison.Ordinal)
            || result.Messages.Contains("mount: ", StringComparison.Ordinal),
            $"No sandbox can be made here (needs root or unprivileged user namespaces): {result.Messages}");
        Assert.DoesNotContain("command not found", result.Messages, StringComparison.Ordinal);
        return result;
    }

    /// <summary>Runs a script, killing it without warning at the nth command it starts. Returns false when it ended before that.</summary>
    public bool RunKilledAt(int call, string script, object input)
    {
        File.WriteAllText(At(".sandbox/kill-after"), $"{call}\n");
        foreach (var tool in Killable)
            Relink(tool, "/.fakes/killable");
        var result = Run(script, input);
        var left = int.Parse(File.ReadAllText(At(".sandbox/kill-after")), System.Globalization.CultureInfo.InvariantCulture);
        File.Delete(At(".sandbox/kill-after"));
        foreach (var tool in Killable)
            Relink(tool, HostTool(tool)!);
        Assert.True(left <= 0 || result.ExitCode == 0, $"{script} failed before it was killed: {result.Messages}");
        return left <= 0;
    }

    /// <summary>Every file of the host with its mode and content; two equal trees are two equal strings.</summary>
    public string Tree()
    {
        var lines = new List<string>();
        foreach (var top in (string[])["boot", "etc", "opt", "root", "usr/local", "var"])
            Describe(new DirectoryInfo(At(top)), lines);
        return string.Join('\n', lines);
    }

    void Describe(FileSystemInfo entry, List<string> lines)
    {
        var name = Path.GetRelativePath(Root, entry.FullName);
        if (entry.LinkTarget is { } target)
            lines.Add($"{name} -> {target}");
        else if (entry is FileInfo)
            lines.Add($"{name} [{entry.UnixFileMode}] {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(entry.FullName)))}");
        else
            lines.Add($"{name}/ [{entry.UnixFileMode}]");
        if (entry is DirectoryInfo { LinkTarget: null } directory)
            foreach (var child in directory.GetFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal))
                Describe(child, lines);
    }

    void LinkHost()
    {
        foreach (var directory in (string[])["lib", "lib64"])
        {
            if (!Path.Exists($"/usr/{directory}"))
                continue;
            File.CreateSymbolicLink(At(directory), $"/.host/usr/{directory}");
        }
        File.CreateSymbolicLink(At("bin"), "usr/bin");
        File.CreateSymbolicLink(At("sbin"), "usr/sbin");
        if (File.Exists("/etc/ld.so.cache"))
            File.Copy("/etc/ld.so.cache", At("etc/ld.so.cache"));
        foreach (var tool in Tools)
            File.CreateSymbolicLink(At($"usr/bin/{tool}"),
                HostTool(tool) ?? throw new InvalidOperationException($"{tool} is not installed here."));
    }

    void Relink(string tool, string target)
    {
        File.Delete(At($"usr/bin/{tool}"));
        File.CreateSymbolicLink(At($"usr/bin/{tool}"), target);
    }

    static string? HostTool(string tool)
    {
        foreach (var directory in (string[])["/usr/bin", "/usr/sbin"])
        {
            var file = new FileInfo(Path.Combine(directory, tool));
            if (Path.Exists(file.FullName))
                return "/.host" + (file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName);
        }
        return null;
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("These tests need unshare (package util-linux) on Linux.", e);
        }
    }

    static string OsRelease(HostFamily family) => family switch
    {
        HostFamily.RedHat => "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.6\"\nPRETTY_NAME=\"Rocky Linux 9.6\"\n",
        HostFamily.Suse => "ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\nVERSION_ID=\"15.6\"\nPRETTY_NAME=\"openSUSE Leap 15.6\"\n",
        _ => "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n",
    };
}
