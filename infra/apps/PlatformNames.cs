using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;
using Basecamp.Triage.Chart;

namespace Basecamp.Infra.Apps;

/// <summary>
/// Names that parts of the platform have. Argo CD's Applications and Flux' HelmReleases of the platform and of apps stand in one namespace, where an
/// app of the same name would take the place of the platform's.
/// </summary>
public static class PlatformNames
{
    // Projects of tenants, and their Applications.
    const string TenantPrefix = "tenant-";

    /// <summary>All of them, whoever delivers and whatever is switched on. Databases are called as the settings say, and not among them.</summary>
    public static ImmutableSortedSet<string> All { get; } = [.. PlatformParts.All.SelectMany(part => part.Names)];

    internal static void Check(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        if (settings.Triage is not null)
            CheckTriage(settings, platform, problems);
        foreach (var (section, names) in new[] { ("services", settings.Services.Keys), ("charts", settings.Charts.Keys), ("tenants", settings.Tenants.Keys) })
            foreach (var name in names)
                if (All.Contains(settings.NameOf(name)) || platform.PostgresRoles.ContainsKey(settings.NameOf(name)) || name.StartsWith(TenantPrefix, StringComparison.Ordinal))
                    problems.At(section).At(ConfigurationNames.EntryPath(name)).Add("", "has the same name as a component of the platform, which it would replace under Argo CD or Flux. Choose another name.");
    }

    // triage's database is a unit of its own.
    static void CheckTriage(AppsSettings settings, PlatformFacts platform, Problems problems)
    {
        var database = TriageChart.DatabaseOf(settings.NameOf("triage"));
        if (platform.PostgresRoles.ContainsKey(database))
            problems.At("triage").Add("", $"brings a database '{database}', but `basecamp:platform.postgres.clusters` has one of this name. Rename that one.");
        foreach (var (section, names) in new[] { ("services", settings.Services.Keys), ("charts", settings.Charts.Keys), ("tenants", settings.Tenants.Keys) })
            foreach (var name in names.Where(name => settings.NameOf(name) == database))
                problems.At(section).At(ConfigurationNames.EntryPath(name)).Add("", "has the same name as triage's database. Choose another name.");
    }
}
