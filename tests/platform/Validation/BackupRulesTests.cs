namespace Basecamp.Platform.Tests.Validation;

public sealed class BackupRulesTests
{
    const string Velero = "\"profile\": \"ha\", \"velero\": {}";
    const string Database = """
        "profile": "ha", "certificates": {}, "postgres": { "clusters": { "main": { "databases": [{ "name": "app" }] } } }
        """;

    [Theory]
    [InlineData(Velero)]
    [InlineData(Database)]
    public void Backups_inside_of_the_cluster_they_are_of_have_to_be_accepted(string settings)
    {
        GivenSettings.Refused($$"""{ {{settings}}, "objectStore": { "inCluster": {} } }""", "platform.objectStore", "`inCluster.acceptBackups: true`");
        Assert.Empty(GivenSettings.Findings($$"""{ {{settings}}, "objectStore": { "inCluster": { "acceptBackups": true } } }"""));
        Assert.Empty(GivenSettings.Findings($$"""{ {{settings}}, {{GivenSettings.Store}} }"""));
    }

    [Fact]
    public void A_store_inside_is_fine_for_what_is_no_backup() =>
        Assert.Empty(GivenSettings.Findings("""{ "profile": "ha", "objectStore": { "inCluster": {} } }"""));

    [Fact]
    public void Longhorn_never_backs_up_to_the_store_whose_volumes_it_holds() => GivenSettings.Refused(
        """{ "profile": "ha", "longhorn": {}, "objectStore": { "inCluster": { "acceptBackups": true } } }""", "longhorn.backups", "outside of this cluster");

    [Fact]
    public void Backups_need_a_store() => GivenSettings.Refused("""{ "velero": {} }""", "platform.velero", "Add `objectStore.external`");

    [Theory]
    [InlineData("""{ "schedule": "0 0 2 * * *" }""", "velero.schedule", "6 fields")]
    [InlineData("""{ "retentionDays": 0 }""", "velero.retentionDays", "at least 1 day")]
    [InlineData("""{ "exclude": ["Shop"] }""", "velero.exclude[0]", "lower-case")]
    public void Refuses_what_velero_could_not_do(string velero, string path, string says) =>
        GivenSettings.Refused($$"""{ {{GivenSettings.Store}}, "velero": {{velero}} }""", path, says);

    [Theory]
    [InlineData("""{ "volumeGiB": 0 }""", "inCluster.volumeGiB", "at least 1 GiB")]
    [InlineData("""{ "buckets": ["Loki"] }""", "inCluster.buckets[0]", "lower-case")]
    public void Refuses_what_seaweedfs_could_not_do(string store, string path, string says) =>
        GivenSettings.Refused($$"""{ "profile": "ha", "objectStore": { "inCluster": {{store}} } }""", path, says);

    [Fact]
    public void Servers_on_nodes_of_their_own_need_the_nodes()
    {
        GivenSettings.Refused("""{ "profile": "ha", "objectStore": { "inCluster": {} } }""", "objectStore.inCluster", "`profile: small`", PlatformRun.Single);
        Assert.Empty(GivenSettings.Findings("""{ "objectStore": { "inCluster": {} } }""", PlatformRun.Single));
    }
}
