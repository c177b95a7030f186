using Basecamp.Cli.Files;
using Basecamp.Cli.Tests.Sample;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Tests;

/// <summary>Runs the command line in this process, in a directory of its own.</summary>
sealed class Cli : IDisposable
{
    public const string Project = "name: basecamp\nruntime: dotnet\n";

    public const string Lab =
        """
        config:
          basecamp:sshKey:
            secure: v1:qFkIaSzZddAgfiM3:cipher
          basecamp:nodes:
            - { name: server-1, address: 192.168.70.11, role: server }
            - { name: server-2, address: 192.168.70.12, role: server }
            - { name: agent-1, address: 192.168.70.21, role: agent }

        """;

    public Cli()
    {
        Write("Pulumi.yaml", Project);
        Write("Pulumi.lab.yaml", Lab);
    }

    /// <summary>Where the command runs; holds a project with the stack <c>lab</c>.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("basecamp-cli-").FullName;

    public bool HasColour { get; init; }

    public int Width { get; init; } = 100;

    /// <summary>Environment variables; nothing of this process.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public Func<Task<IDictionary<string, object?>>> Program { get; set; } = SampleProgram.DefineAsync;

    public IReadOnlyDictionary<string, string> Files { get; set; } = SampleProgram.Files;

    public string Path(string relative) => System.IO.Path.Combine(Directory, relative);

    public void Write(string relative, string text)
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text);
    }

    public Task<CliResult> Run(params string[] args) => RunWith(null, args);

    /// <summary>Runs a command that may keep things in a cache.</summary>
    public async Task<CliResult> RunWith(string? cache, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await BasecampCli.RunAsync(args, new()
        {
            Output = output,
            Error = error,
            Directory = Directory,
            CacheDirectory = cache ?? CacheHome.Of(name => Variables.GetValueOrDefault(name)),
            HasColour = HasColour,
            Width = Width,
            // What is on this machine is not reached through a proxy.
            Http = () => new SocketsHttpHandler { UseProxy = false },
            Variable = name => Variables.GetValueOrDefault(name),
            // The sample's objects are shaped for what previews and renders show; tests of the guardrails are elsewhere.
            Program = new(_ => Program(), SampleProgram.Warnings, _ => Files) { Guardrails = SecretGuardrails.All },
        });
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}

sealed record CliResult(int ExitCode, string Output, string Error)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];

    public string[] Lines => Output.TrimEnd('\n').Split('\n');
}
