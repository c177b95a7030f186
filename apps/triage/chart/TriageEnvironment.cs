using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Postgres;
using Basecamp.Components.WebApps;

namespace Basecamp.Triage.Chart;

/// <summary>triage's settings as environment variables. None is secret.</summary>
static class TriageEnvironment
{
    /// <summary>Name of a setting's variable: <c>Smtp:Host</c> becomes <c>Triage__Smtp__Host</c>.</summary>
    public static string VariableOf(string setting) => $"Triage__{setting.Replace(":", "__", StringComparison.Ordinal)}";

    public static ImmutableSortedDictionary<string, string> For(TriageArgs args, PostgresCluster database)
    {
        var (spec, platform) = (args.Spec, args.Platform);
        var variables = TriageDatabase.Environment(database, TriageDatabase.AppRole).ToBuilder();
        variables["Triage__ConfigFile"] = $"{WebApp.FilesDirectory}/{TriageChart.DocumentFile}";
        variables["Triage__SecretsDirectory"] = TriageSecrets.CredentialsDirectory;
        if (platform.Http is { } http && spec.Host is { } host)
        {
            variables["Triage__PublicUrl"] = $"https://{http.NameOf(host)}";
            variables["Triage__BehindProxy"] = "true";
        }
        if (spec.Mail is { } mail)
        {
            variables["Triage__Smtp__Host"] = mail.Host;
            variables["Triage__Smtp__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture);
            variables["Triage__Smtp__From"] = mail.From;
        }
        if (spec.SignOn is { } signOn)
        {
            variables["Triage__Oidc__Authority"] = signOn.Authority;
            variables["Triage__Oidc__ClientId"] = signOn.ClientId;
        }
        foreach (var (variable, value) in TriageSecrets.SettingsOf(spec))
            variables[variable] = value;
        foreach (var (setting, value) in spec.Settings)
            variables[VariableOf(setting)] = value;
        return variables.ToImmutable();
    }
}
