using Basecamp.Triage.Access;

namespace Basecamp.Triage.Settings;

/// <summary>
/// A token that the deployment provides: one file in Triage:SecretsDirectory. Only its hash gets out of here, and messages
/// name the file, never what it holds.
/// </summary>
/// <param name="Hash">As the database keeps it; null when the file cannot be used.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
sealed record KeyFile(byte[]? Hash, string? Problem)
{
    /// <summary>Characters of 32 hexadecimal digits hold 128 random bits.</summary>
    public const int Shortest = 32;

    /// <summary>What the Authorization header is read up to.</summary>
    public const int Longest = 1000;

    /// <summary>A random token of the shortest length has more with all but one chance in a million.</summary>
    public const int FewestDifferent = 8;

    public static KeyFile Read(string? directory, string credential)
    {
        if (directory is null)
            return Unusable($"credential is '{credential}', but Triage:SecretsDirectory is not set. Set it to the directory of that file.");
        try
        {
            var file = new FileInfo(Path.Combine(directory, credential));
            if (!file.Exists)
                return Unusable($"credential '{credential}' is not in Triage:SecretsDirectory ('{directory}'). Mount a file of that name.");
            return file.Length > 4 * Longest ? TooLong(credential) : Of(File.ReadAllText(file.FullName), credential);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unusable($"credential '{credential}' in Triage:SecretsDirectory ('{directory}') cannot be read: {e.GetType().Name}.");
        }
    }

    /// <summary>Tells two states of a file apart, for comparing only.</summary>
    public string State => Hash is null ? Problem! : Convert.ToHexString(Hash);

    static KeyFile Of(string content, string credential)
    {
        var token = content.TrimEnd('\r', '\n');
        if (token.Length > Longest)
            return TooLong(credential);
        if (token.Length < Shortest || token.Distinct().Count() < FewestDifferent)
            return Unusable($"credential '{credential}' is too easy to guess: a token needs at least {Shortest} characters, " +
                $"{FewestDifferent} of them different. Generate it at random.");
        return token.All(c => c is > ' ' and <= '~')
            ? new(Tokens.Hash(token), null)
            : Unusable($"credential '{credential}' has characters that no header can carry: use letters, digits and punctuation " +
                "of ASCII, on one line.");
    }

    static KeyFile TooLong(string credential) =>
        Unusable($"credential '{credential}' is too long: a token has at most {Longest} characters.");

    static KeyFile Unusable(string problem) => new(null, problem);
}
