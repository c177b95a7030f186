using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;

namespace Basecamp.Platform.Tests.ObjectStore;

public sealed class S3TargetTests
{
    [Theory]
    [InlineData("nas.example.com:9000", false, "https://nas.example.com:9000", 9000)]
    [InlineData("nas.example.com", false, "https://nas.example.com", 443)]
    [InlineData("nas.example.com", true, "http://nas.example.com", 80)]
    public void Knows_its_address_and_port(string endpoint, bool insecure, string url, int port)
    {
        var target = GivenStores.Of(GivenStores.NasSpec with { Endpoint = endpoint, Insecure = insecure });
        Assert.Equal((url, port), (target.Url, target.Port));
    }

    [Fact]
    public void Buckets_are_called_after_the_cluster_unless_told_otherwise()
    {
        Assert.Equal("ha-loki", GivenStores.Nas().Bucket("loki"));
        Assert.Equal("loki", GivenStores.Of(GivenStores.NasSpec with { BucketPrefix = "" }).Bucket("loki"));
    }

    [Fact]
    public void An_address_is_reached_as_itself_and_a_name_on_the_internet_unless_its_network_is_known()
    {
        Assert.Equal(["192.168.1.5/32"], Networks(GivenStores.Nas()));
        Assert.IsType<Peer.Internet>(GivenStores.Cloud().Peer);
        Assert.Equal(["192.168.1.0/24"], Networks(GivenStores.Of(GivenStores.NasSpec with { Endpoint = "nas.lan", Cidrs = ["192.168.1.0/24"] })));
    }

    [Fact]
    public void Backups_go_outside_and_telemetry_stays_inside_when_there_is_a_choice()
    {
        var (outside, inside) = (GivenStores.Nas(), GivenStores.Cloud());
        var both = new ObjectStores { External = outside, InCluster = inside };
        Assert.Same(outside, both.ForBackups);
        Assert.Same(inside, both.ForTelemetry);
        Assert.Same(outside, new ObjectStores { External = outside }.ForTelemetry);
        Assert.Null(new ObjectStores().ForBackups);
    }

    static string[] Networks(S3Target target) => [.. Assert.IsType<Peer.Networks>(target.Peer).Cidrs];
}
