using System.Text.Json;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Recovery.Secrets;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>Whether a cluster could be built again from an exported state.</summary>
/// <param name="File">The file.</param>
/// <param name="Taken">When the state was written; null when it does not say.</param>
/// <param name="Resources">Resources in it.</param>
/// <param name="Problem">Why it does not do; null when it does.</param>
sealed record ExportCheck(string File, DateTimeOffset? Taken, int Resources, string? Problem)
{
    /// <summary>Reads what <c>pulumi stack export</c> wrote.</summary>
    /// <param name="label">What it is called in messages.</param>
    /// <param name="text">The export.</param>
    /// <param name="passphrase">What opens its secrets; null when nobody gave it.</param>
    /// <exception cref="InvalidStateException">It is not an export.</exception>
    public static ExportCheck Of(string label, string text, string? passphrase)
    {
        using var json = Parse(label, text);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("deployment", out var deployment)
            || deployment.ValueKind != JsonValueKind.Object || !deployment.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Array)
            throw new InvalidStateException($"{label} is not what 'pulumi stack export' writes: it has no deployment.resources.");
        return new(label, TimeOf(deployment), resources.GetArrayLength(), ProblemOf(deployment, passphrase));
    }

    static JsonDocument Parse(string label, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new InvalidStateException($"{label} is not valid JSON (line {exception.LineNumber + 1}): it was cut off, or is something else. Export it again: pulumi stack export --file {label}");
        }
    }

    static DateTimeOffset? TimeOf(JsonElement deployment) =>
        deployment.TryGetProperty("manifest", out var manifest) && manifest.TryGetProperty("time", out var time) && time.TryGetDateTimeOffset(out var taken) ? taken : null;

    static string? ProblemOf(JsonElement deployment, string? passphrase)
    {
        if (deployment.TryGetProperty("pending_operations", out var pending) && pending.ValueKind == JsonValueKind.Array && pending.GetArrayLength() is > 0 and var count)
            return $"{count} operation{(count == 1 ? " was" : "s were")} interrupted: run `pulumi refresh`, and export again.";
        if (!deployment.TryGetProperty("secrets_providers", out var provider) || provider.ValueKind != JsonValueKind.Object)
            return null;
        var type = provider.TryGetProperty("type", out var name) ? name.GetString() : null;
        if (type != "passphrase")
            return null;
        if (passphrase is null)
            return $"its secrets are encrypted, and were not checked against a passphrase. {Passphrase.HowTo}";
        return provider.TryGetProperty("state", out var state) && state.TryGetProperty("salt", out var salt) && salt.GetString() is { } text && Opens(text, passphrase)
            ? null
            : "the passphrase does not decrypt its secrets, so the generated passwords in it cannot be used.";
    }

    static bool Opens(string salt, string passphrase)
    {
        try
        {
            using var secrets = PassphraseSecrets.TryOpen(salt, passphrase);
            return secrets is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
