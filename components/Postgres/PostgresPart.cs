using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Postgres;

/// <summary>CloudNativePG and the clusters of the stack file, where it has <c>postgres</c>.</summary>
public sealed class PostgresPart : PlatformPart<PostgresSpec>
{
    /// <inheritdoc/>
    public override string Name => "cnpg";

    /// <inheritdoc/>
    public override string Section => "postgres";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.CloudNativePg, Catalog.Charts.BarmanCloudPlugin];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => CloudNativePg.Crds;

    /// <summary>Those of the operator and its plugin: clusters are called as the settings say.</summary>
    public override ImmutableArray<string> Names => [Name, "barman-cloud"];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) =>
        [CloudNativePg.NamespaceName, .. SettingsIn(plan)!.Clusters.Keys.Select(NamespaceOf)];

    /// <inheritdoc/>
    public override bool WritesBackups(PlatformPlan plan) => SettingsIn(plan)?.Clusters.Values.Any(cluster => cluster.Backup is not null) == true;

    /// <inheritdoc/>
    public override IEnumerable<string> BackedUpElsewhere(PlatformPlan plan) =>
        SettingsIn(plan)!.Clusters.Where(cluster => cluster.Value.Backup is not null).Select(cluster => NamespaceOf(cluster.Key));

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage, Parts.Stage.Certificates];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Databases;

    /// <inheritdoc/>
    public override IEnumerable<Need> NeedsIn(PlatformPlan plan) => PostgresRules.NeedsIn(plan);

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => PostgresRules.Check(plan, problems);

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, PostgresSpec settings) => facts with
    {
        Postgres = true,
        PostgresRoles = settings.Clusters.ToImmutableSortedDictionary(each => each.Key, each => PostgresPlan.RoleNames(each.Value), StringComparer.Ordinal),
        PostgresDatabases = settings.Clusters.ToImmutableSortedDictionary(
            each => each.Key, each => PostgresPlan.DatabasesOf(each.Value), StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    protected override void Install(PostgresSpec settings, PlatformPlan plan, PlatformBuild build)
    {
        var cnpg = build.Add(this, new CloudNativePg(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
        foreach (var cluster in PostgresClusters.Declare(settings, build.Context, cnpg, build.Stores.ForBackups, build.Classes, build.Child).Values)
            build.Add(cluster);
    }

    static string NamespaceOf(string cluster) => ManagedNamespace.NameOf(cluster, NamespaceTier.Core);
}
