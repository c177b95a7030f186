using Basecamp.Triage.Hosting;

namespace Basecamp.Triage.Channels;

/// <summary>
/// Secrets of channels: one file each in the directory Triage:SecretsDirectory, as Kubernetes mounts them. Read on every
/// use, so a rotated secret counts at once.
/// </summary>
sealed class ChannelSecrets(TriageOptions options)
{
    /// <returns>The secret, or null when the method needs none.</returns>
    /// <exception cref="InvalidOperationException">It needs one that is not there.</exception>
    public string? Read(string? credential)
    {
        if (credential is null)
            return null;
        var path = Path.Combine(options.SecretsDirectory ?? "", credential);
        return options.SecretsDirectory is not null && File.Exists(path)
            ? File.ReadAllText(path).Trim()
            : throw new InvalidOperationException(
                $"Secret '{credential}' is not in Triage:SecretsDirectory ('{options.SecretsDirectory ?? "not set"}'). Mount a file of that name.");
    }
}
