using Basecamp.Components.Configuration;

namespace Basecamp.Infra;

/// <summary>Refuses secrets in plain text: a stack file is meant for git.</summary>
/// <remarks>
/// The engine hands over decrypted values, and says of a whole key whether it holds an encrypted one. So a plain value beside an encrypted one is
/// found where nothing can be decrypted: by the offline commands.
/// </remarks>
static class PlainSecretRules
{
    public static void Check(string path, string? json, object? settings, ConfigKeys keys, ICollection<Problem> problems)
    {
        if (json is null || settings is null)
            return;
        var isDecrypted = keys.Secret.Contains(path) && !json.Contains($"\"{Secret.Placeholder}\"", StringComparison.Ordinal);
        if (isDecrypted)
            return;
        foreach (var (setting, _) in SecretSettings.In(settings, path).Where(found => !found.Secret.IsPlaceholder))
            problems.Add(new(setting, "is a secret, but stands in the stack file in plain text. Encrypt it: "
                + $"`pulumi config set --secret --path '{setting}'` asks for the value. If the file was ever shared, treat the secret as leaked and change it."));
    }
}
