using Basecamp.Components.Clusters;
using Basecamp.Infra.Homelab;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Validation;

public sealed class StorageRulesTests
{
    static readonly ClusterFacts WithLocalPath = PlatformRun.Ha with { LocalPathIsDefault = true };

    [Fact]
    public void Accepts_longhorn_where_it_is_the_only_default() => Assert.Empty(GivenSettings.Findings(With("{}"), PlatformRun.Ha));

    [Fact]
    public void Refuses_a_second_default_class()
    {
        GivenSettings.Refused(With("{}"), "longhorn.defaultClass", "`disable: [local-storage]`", WithLocalPath);
        Assert.Empty(GivenSettings.Findings(With("""{ "defaultClass": false }"""), WithLocalPath));
    }

    [Theory]
    [InlineData("local-storage")]
    [InlineData("metrics-server, local-storage")]
    public void Knows_from_the_homelab_that_local_path_is_off(string disabled)
    {
        var homelab = Topologies.Ha with { K3s = Topologies.Ha.K3s with { ServerConfig = new Dictionary<string, object> { ["disable"] = new List<object> { disabled } } } };
        Assert.False(HomelabExports.FactsOf(homelab).LocalPathIsDefault);
        Assert.True(HomelabExports.FactsOf(Topologies.Ha).LocalPathIsDefault);
        Assert.False(ClusterFacts.FromJson(HomelabExports.FactsOf(homelab).ToJson()).LocalPathIsDefault);
    }

    [Fact]
    public void Refuses_longhorn_where_nodes_are_containers() => GivenSettings.Refused(
        With("{}"), "platform.longhorn", "local-path is there", PlatformRun.Ha with { Provider = MachineProvider.K3d });

    [Theory]
    [InlineData("""{ "replicas": 4 }""", "longhorn.replicas", "Choose 1 to 3")]
    [InlineData("""{ "replicas": 0 }""", "longhorn.replicas", "Choose 1 to 3")]
    [InlineData("""{ "dataPath": "data" }""", "longhorn.dataPath", "absolute path")]
    [InlineData("""{ "reservedPercent": 91 }""", "longhorn.reservedPercent", "0 to 90")]
    [InlineData("""{ "reservedPercent": -1 }""", "longhorn.reservedPercent", "0 to 90")]
    [InlineData("""{ "snapshots": { "schedule": "hourly", "keep": 2 } }""", "snapshots.schedule", "1 field")]
    [InlineData("""{ "backups": { "schedule": "0 1 * * *", "keep": 0 } }""", "backups.keep", "1 to 100")]
    public void Refuses_what_longhorn_could_not_do(string longhorn, string path, string says) =>
        GivenSettings.Refused(With(longhorn), path, says, PlatformRun.Ha);

    [Fact]
    public void Backups_need_a_store_outside_or_a_decision_against_them()
    {
        GivenSettings.Refused("""{ "longhorn": {} }""", "longhorn.backups", "`backups: null`", PlatformRun.Ha);
        Assert.Empty(GivenSettings.Findings("""{ "longhorn": { "backups": null } }""", PlatformRun.Ha));
    }

    static string With(string longhorn) => $$"""{ {{GivenSettings.Store}}, "longhorn": {{longhorn}} }""";
}
