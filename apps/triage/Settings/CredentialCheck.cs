namespace Basecamp.Triage.Settings;

/// <summary>Whether the files that a document names are there, without a database.</summary>
static class CredentialCheck
{
    /// <exception cref="ConfigException">Some are not, or are not tokens.</exception>
    public static void Throw(TriageConfig config, string directory)
    {
        List<string> errors =
        [
            .. config.Channels.Concat(config.Responders.SelectMany(r => r.Methods))
                .Where(m => m.Credential is { } c && !File.Exists(Path.Combine(directory, c)))
                .Select(m => $"'{m.Name}': credential '{m.Credential}' is not in '{directory}'."),
            .. config.Keys.Select((k, i) => (At: $"keys[{i}] '{k.Name}'", KeyFile.Read(directory, k.Credential).Problem))
                .Where(k => k.Problem is not null).Select(k => $"{k.At}: {k.Problem}"),
        ];
        if (errors.Count > 0)
            throw new ConfigException(errors);
    }
}
