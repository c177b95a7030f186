using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Components.Postgres;
using Basecamp.Components.WebApps;
using Pulumi;

namespace Basecamp.Triage.Chart;

/// <summary>What triage must know and nobody else: files and variables from one Secret.</summary>
static class TriageSecrets
{
    const string MailPassword = "smtp-password";

    const string ClientSecret = "oidc-client-secret";

    // Apart from the database's password, so that no document can name that as a credential.
    const string Folder = "credentials";

    /// <summary>Directory of the credentials that the document and the settings name.</summary>
    public const string CredentialsDirectory = $"{WebApp.SecretsDirectory}/{Folder}";

    /// <summary>Names that the chart itself uses.</summary>
    public static ImmutableArray<string> Reserved { get; } = [TriageChart.AlertmanagerCredential, MailPassword, ClientSecret];

    public static ImmutableSortedDictionary<string, Output<string>> FilesOf(TriageArgs args, PostgresCluster database)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, Output<string>>(StringComparer.Ordinal);
        files[TriageDatabase.PasswordFile] = database.PasswordOf(TriageDatabase.AppRole);
        if (args.AlertmanagerToken is { } token)
            files[$"{Folder}/{TriageChart.AlertmanagerCredential}"] = token;
        foreach (var (name, secret) in args.Spec.Credentials)
            files[$"{Folder}/{name}"] = Of(secret);
        if (args.Spec.Mail?.Password is { } password)
            files[$"{Folder}/{MailPassword}"] = Of(password);
        if (args.Spec.SignOn is { } signOn)
            files[$"{Folder}/{ClientSecret}"] = Of(signOn.ClientSecret);
        return files.ToImmutable();
    }

    public static ImmutableSortedDictionary<string, Output<string>> VariablesOf(TriageSpec spec) => spec.DeadMan is { } address
        ? ImmutableSortedDictionary<string, Output<string>>.Empty.Add("Triage__DeadManUrl", Of(address))
        : ImmutableSortedDictionary<string, Output<string>>.Empty;

    /// <summary>Settings that name these files.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SettingsOf(TriageSpec spec)
    {
        if (spec.Mail is { User: { } user })
        {
            yield return new("Triage__Smtp__User", user);
            yield return new("Triage__Smtp__PasswordSecret", MailPassword);
        }
        if (spec.SignOn is not null)
            yield return new("Triage__Oidc__ClientSecret", ClientSecret);
    }

    static Output<string> Of(Secret secret) => Output.CreateSecret(secret.Reveal());
}
