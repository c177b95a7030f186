using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Basecamp.Triage.Tests.Hosting;

/// <summary>
/// What goes into the image, as MSBuild evaluates it. Proves the settings, not that a registry and a container runtime
/// accept them: that needs the base image.
/// </summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task The_image_runs_as_nobody_special_listens_high_and_writes_nothing()
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../apps/triage/Basecamp.Triage.csproj"));
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [
                "msbuild", project, "-nologo", "-getProperty:ContainerUser,ContainerRepository,ContainerBaseImage,ContainerImageTag,Version",
                "-getItem:ContainerPort,ContainerEnvironmentVariable,ContainerLabel",
            ])
        { RedirectStandardOutput = true, Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" } })!;
        using var answer = await JsonDocument.ParseAsync(process.StandardOutput.BaseStream);
        var properties = answer.RootElement.GetProperty("Properties");
        string Property(string name) => properties.GetProperty(name).GetString()!;
        string[] Items(string name, string value) =>
            [.. answer.RootElement.GetProperty("Items").GetProperty(name).EnumerateArray()
                .Select(i => $"{i.GetProperty("Identity").GetString()}={i.GetProperty(value).GetString()}").Order(StringComparer.Ordinal)];

        // A number, so that Kubernetes can see without the image's passwd file that it is not root.
        Assert.Equal("1654", Property("ContainerUser"));
        Assert.Equal("basecamp/triage", Property("ContainerRepository"));
        // No shell, no package manager.
        Assert.Matches(@"^mcr\.microsoft\.com/dotnet/aspnet:10\.0-noble-chiseled(@sha256:[0-9a-f]{64})?$", Property("ContainerBaseImage"));
        Assert.Equal(Property("Version"), Property("ContainerImageTag"));
        Assert.Equal(["8080=tcp"], Items("ContainerPort", "Type"));
        // Diagnostics would open a socket under /tmp.
        Assert.Equal(["ASPNETCORE_HTTP_PORTS=8080", "DOTNET_EnableDiagnostics=0"], Items("ContainerEnvironmentVariable", "Value"));
        Assert.Equal(["org.opencontainers.image.description=Takes alerts in, pages who is on call, and goes on until somebody answers",
            "org.opencontainers.image.title=triage"], Items("ContainerLabel", "Value"));
    }

    static string Here([CallerFilePath] string path = "") => path;
}
