namespace Basecamp.Platform.Tests.Validation;

public sealed class PostgresRulesTests
{
    [Fact]
    public void Accepts_a_cluster_of_which_only_the_database_is_named() => Assert.Empty(GivenSettings.Findings(With("""{ "databases": [{ "name": "app" }] }""")));

    [Fact]
    public void Accepts_recovery_from_an_older_generation_or_another_cluster()
    {
        Assert.Empty(GivenSettings.Findings(With("""{ "generation": 2, "recovery": { "fromGeneration": 1, "targetTime": "2026-03-01T08:30:00+01:00" }, "databases": [{ "name": "app" }] }""")));
        Assert.Empty(GivenSettings.Findings(With("""{ "recovery": { "fromGeneration": 1, "fromCluster": "old" }, "databases": [{ "name": "app" }] }""")));
    }

    [Theory]
    [InlineData("\"recovery\": { \"fromGeneration\": 1 }", "main.generation", "Set `generation: 2` or more")]
    [InlineData("\"generation\": 2, \"recovery\": { \"fromGeneration\": 2 }", "main.generation", "barman#350")]
    [InlineData("\"generation\": 2, \"recovery\": { \"fromGeneration\": 3 }", "main.generation", "Set `generation: 4` or more")]
    [InlineData("\"recovery\": { \"fromGeneration\": 1, \"fromCluster\": \"main\" }", "main.generation", "of itself")]
    [InlineData("\"recovery\": { \"fromGeneration\": 0, \"fromCluster\": \"old\" }", "recovery.fromGeneration", "count from 1")]
    [InlineData("\"generation\": 0", "main.generation", "count from 1")]
    [InlineData("\"generation\": 2, \"recovery\": { \"fromGeneration\": 1, \"targetTime\": \"2026-03-01 08:30\" }", "recovery.targetTime", "date, time and zone")]
    [InlineData("\"generation\": 2, \"recovery\": { \"fromGeneration\": 1, \"targetTime\": \"2026-13-01T08:30:00Z\" }", "recovery.targetTime", "date, time and zone")]
    [InlineData("\"instances\": 4", "main.instances", "at most 3")]
    [InlineData("\"instances\": 0", "main.instances", "at least one")]
    [InlineData("\"instances\": 2, \"durability\": \"required\"", "main.durability", "stop all writes")]
    [InlineData("\"backup\": { \"schedule\": \"0 0 3 * * *\" }", "backup.schedule", "has 6 fields")]
    [InlineData("\"backup\": { \"retentionDays\": 0 }", "backup.retentionDays", "`backup: null`")]
    [InlineData("\"memoryMiB\": 128", "main.memoryMiB", "at least 256")]
    [InlineData("\"storageGiB\": 0", "main.storageGiB", "at least 1 GiB")]
    [InlineData("\"walStorageGiB\": 0", "main.walStorageGiB", "at least 1 GiB")]
    [InlineData("\"cpuMillis\": 0", "main.cpuMillis", "at least 1")]
    [InlineData("\"pooler\": { \"instances\": 0 }", "pooler.instances", "at least one pod")]
    [InlineData("\"pooler\": { \"poolSize\": 0 }", "pooler.poolSize", "at least one")]
    [InlineData("\"pooler\": { \"maxClients\": 5 }", "pooler.maxClients", "less than poolSize")]
    [InlineData("\"roles\": [{ \"name\": \"pg_admin\" }]", "roles[0].name", "keeps for itself")]
    [InlineData("\"roles\": [{ \"name\": \"Admin\" }]", "roles[0].name", "lower-case")]
    [InlineData("\"roles\": [{ \"name\": \"a\" }, { \"name\": \"a\" }]", "roles[1].name", "like another role")]
    public void Refuses_what_would_not_run_or_not_be_saved(string setting, string path, string says) =>
        GivenSettings.Refused(With($$"""{ {{setting}}, "databases": [{ "name": "app" }] }"""), path, says);

    [Theory]
    [InlineData("[]", "main.databases", "Add at least one")]
    [InlineData("[{ \"name\": \"postgres\" }]", "databases[0].name", "keeps for itself")]
    [InlineData("[{ \"name\": \"my-app\" }]", "databases[0].name", "underscores")]
    [InlineData("[{ \"name\": \"a\" }, { \"name\": \"a\" }]", "databases[1].name", "like another database")]
    [InlineData("[{ \"name\": \"a\", \"owner\": \"postgres\" }]", "databases[0].owner", "keeps for itself")]
    public void Refuses_databases_that_postgres_would_refuse(string databases, string path, string says) =>
        GivenSettings.Refused(With($$"""{ "databases": {{databases}} }"""), path, says);

    [Fact]
    public void A_database_without_backups_says_so_in_the_stack_file()
    {
        const string Settings = """{ "profile": "ha", "certificates": {}, "postgres": { "clusters": { "main": { BACKUP "databases": [{ "name": "app" }] } } } }""";
        GivenSettings.Refused(Settings.Replace("BACKUP", "", StringComparison.Ordinal), "main.backup", "`backup: null`");
        Assert.Empty(GivenSettings.Findings(Settings.Replace("BACKUP", "\"backup\": null,", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_archiver_needs_cert_manager() => GivenSettings.Refused(
        $$"""{ {{GivenSettings.Store}}, "postgres": {} }""", "platform.postgres", "Add `certificates: {}`");

    [Fact]
    public void The_profile_never_asks_for_more_instances_than_there_are_nodes()
    {
        GivenSettings.Refused(With("""{ "databases": [{ "name": "app" }] }"""), "main.instances", "(from the profile)", PlatformRun.Single);
        Assert.Empty(GivenSettings.Findings(With("""{ "instances": 1, "databases": [{ "name": "app" }] }"""), PlatformRun.Single));
    }

    [Fact]
    public void A_name_that_no_host_can_have_is_refused() => GivenSettings.Refused(
        With("""{ "databases": [{ "name": "app" }] }""").Replace("\"main\"", "\"Main_DB\"", StringComparison.Ordinal), "clusters.Main_DB", "host names");

    static string With(string cluster) => $$"""
        { "profile": "ha", "certificates": {}, {{GivenSettings.Store}}, "postgres": { "clusters": { "main": {{cluster}} } } }
        """;
}
