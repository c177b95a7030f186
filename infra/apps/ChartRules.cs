using System.Diagnostics.CodeAnalysis;
using Basecamp.Components.Configuration;
using Basecamp.Components.HelmApps;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Contracts;
using Basecamp.Manifests.Text;

namespace Basecamp.Infra.Apps;

/// <summary>Apps out of charts, each for itself, on the platform they are for.</summary>
static class ChartRules
{
    public static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        foreach (var (name, spec) in settings.Charts)
        {
            var at = problems.At("charts").At(ConfigurationNames.EntryPath(name));
            HelmAppRules.Check(settings.NameOf(name), spec, platform.Http?.Domain, at);
            if (spec.Database is { } database)
                CheckDatabase(database, platform, at.At("database"));
            if (spec.Cache && !platform.Valkey)
                at.Add("cache", "is true, but this platform has none. Add `basecamp:platform.valkey: {}`, or bring a cache along in the chart.");
            if (spec.Backup is not null)
                CheckBackup(settings, name, spec, platform, at);
            if (spec.Keys is { } keys)
                CheckValues(spec, keys, at);
        }
    }

    static void CheckDatabase(HelmAppDatabaseSpec database, PlatformFacts platform, Problems at)
    {
        if (platform.PostgresDatabases.IsEmpty)
            at.Add("", "is set, but this platform has no PostgreSQL cluster. Add one with this database to `basecamp:platform.postgres.clusters`.");
        else if (database.Cluster is null && platform.PostgresDatabases.Count > 1)
            at.Add("cluster", $"is missing, but the platform has several: {Shown.OneOf([.. platform.PostgresDatabases.Keys])}.");
        else if (HelmApps.ClusterOf(database, platform) is var cluster && !platform.PostgresDatabases.TryGetValue(cluster, out var databases))
            at.Add("cluster", $"is {Shown.Text(cluster)}, but the platform has {Shown.OneOf([.. platform.PostgresDatabases.Keys])}.");
        else if (databases.All(each => each.Name != database.Name))
            at.Add("name", $"is {Shown.Text(database.Name)}, which the cluster `{cluster}` does not have.{NearestName.Suggest(database.Name, databases.Select(each => each.Name))} "
                + $"Add it to `basecamp:platform.postgres.clusters.{cluster}.databases`.");
        else if (database.Role is { } role && !platform.PostgresRoles[cluster].Contains(role))
            at.Add("role", $"is {Shown.Text(role)}, which the cluster `{cluster}` does not have: {Shown.OneOf(platform.PostgresRoles[cluster])}.");
    }

    static void CheckBackup(AppsSettings settings, string name, HelmAppSpec spec, PlatformFacts platform, Problems at)
    {
        var ns = spec.Namespace ?? settings.NameOf(name);
        if (!platform.Velero)
            at.Add("backup", "is set, but nothing on this platform makes backups. Add `basecamp:platform.velero: {}`; or remove it, and with it the guards of what the app keeps.");
        else if (platform.NotBackedUp.Contains(ns))
            at.Add("backup", $"is set, but `basecamp:platform.velero.exclude` leaves the namespace {Shown.Text(ns)} out. Remove one of the two.");
    }

    static void CheckValues(HelmAppSpec spec, string file, Problems at)
    {
        if (ProjectDirectory.TextOf(file) is not { } text)
            at.Add("keys", $"is {Shown.Text(file)}, but there is no such file below the directory of Pulumi.yaml. docs/apps/helm-apps.md says how to make one.");
        else if (!TryRead(text, out var contract, out var mistake))
            at.Add("keys", $"is {Shown.Text(file)}, which cannot be read. {mistake} {HowToMake}");
        else if ((contract.Chart, contract.Version.TrimStart('v')) != (spec.Chart, spec.Version?.TrimStart('v')))
            at.Add("keys", $"is {Shown.Text(file)}, which is of {contract.Title}, not of {spec.Chart} {spec.Version}. {HowToMake}");
        else
            foreach (var violation in contract.Check(spec.Values.Entries))
                at.At("values").Add(violation.SettingPath, Explained(violation, contract.Title));
    }

    const string HowToMake = "Make it again as docs/apps/helm-apps.md says.";

    static bool TryRead(string text, [NotNullWhen(true)] out ChartContract? contract, [NotNullWhen(false)] out string? mistake)
    {
        (contract, mistake) = (null, null);
        try
        {
            contract = ChartContract.Read(new StringReader(text));
            return true;
        }
        catch (ContractFormatException exception)
        {
            mistake = exception.Message;
            return false;
        }
    }

    static string Explained(ContractViolation violation, string chart)
    {
        var reason = $"{char.ToLowerInvariant(violation.Reason[0])}{violation.Reason[1..]}";
        var explained = violation.Rule switch
        {
            ContractRule.Unknown => $"is nothing that {chart} reads: Helm would ignore it.",
            ContractRule.Dead => $"does not work with {chart}: {reason}",
            _ => reason.Replace("the chart reads", $"{chart} reads", StringComparison.Ordinal),
        };
        return violation.Suggestion is { } meant ? $"{explained} Did you mean `{meant}`?" : explained;
    }
}
