using System.Text.Json;

namespace Basecamp.Cli.Handover;

/// <summary>A stack as the Pulumi CLI knows it.</summary>
/// <param name="pulumi">The Pulumi CLI.</param>
/// <param name="name">Name of the stack.</param>
sealed class DeployedStack(Tool pulumi, string name)
{
    /// <summary>Outputs that say who owns what is deployed, and for whom it is prepared.</summary>
    public async Task<(string? Owner, string? Next)> OwnersAsync(CancellationToken cancellation)
    {
        using var outputs = JsonDocument.Parse(await pulumi.ReadAsync(["stack", "output", "--json", "--stack", name], cancellation));
        return (Text("delivery"), Text("handover"));

        string? Text(string output) => outputs.RootElement.TryGetProperty(output, out var value) ? value.GetString() : null;
    }

    /// <summary>An output in clear text.</summary>
    public async Task<string> SecretAsync(string output, CancellationToken cancellation) =>
        (await pulumi.ReadAsync(["stack", "output", output, "--show-secrets", "--stack", name], cancellation)).TrimEnd('\n');

    /// <summary>Writes who owns the stack, and who will, to its file.</summary>
    public async Task WriteOwnersAsync(string owner, string? next, CancellationToken cancellation)
    {
        await pulumi.ReadAsync(["config", "set", "basecamp:delivery", owner, "--stack", name], cancellation);
        await pulumi.ReadAsync(next is null ? ["config", "rm", "basecamp:handover", "--stack", name] : ["config", "set", "basecamp:handover", next, "--stack", name], cancellation);
    }

    /// <summary>Deploys it, in front of the user.</summary>
    public Task UpAsync(bool yes, CancellationToken cancellation) =>
        pulumi.ShowAsync(["up", "--stack", name, .. yes ? new[] { "--yes" } : []], cancellation);
}
