namespace Basecamp.Platform.Tests.Validation;

public sealed class ObjectStoreRulesTests
{
    [Fact]
    public void Accepts_a_store_by_address_or_by_name()
    {
        Assert.Empty(GivenSettings.Findings(With("\"endpoint\": \"192.168.1.5:9000\", \"insecure\": true")));
        Assert.Empty(GivenSettings.Findings(With("\"endpoint\": \"nas.example.com\", \"cidrs\": [\"192.168.1.5/32\"], \"bucketPrefix\": \"\"")));
    }

    [Theory]
    [InlineData("\"endpoint\": \"https://nas.example.com\"", "external.endpoint", "without scheme")]
    [InlineData("\"endpoint\": \"nas.example.com/bucket\"", "external.endpoint", "host and optional port")]
    [InlineData("\"endpoint\": \"seaweedfs-s3.seaweedfs-core.svc:8333\"", "external.endpoint", "lost together")]
    [InlineData("\"endpoint\": \"nas.example.com\", \"bucketPrefix\": \"Home_\"", "external.bucketPrefix", "lower-case")]
    [InlineData("\"endpoint\": \"nas.example.com\", \"cidrs\": [\"192.168.1.5/32\", \"nas\"]", "external.cidrs[1]", "is not a CIDR. Write an address and a prefix length, such as 10.42.0.0/16.")]
    [InlineData("\"endpoint\": \"nas.example.com\", \"caCertificate\": \"hunter2\"", "external.caCertificate", "PEM")]
    public void Refuses_what_no_client_could_use(string settings, string path, string says) => GivenSettings.Refused(With(settings), path, says);

    [Fact]
    public void Refuses_keys_that_were_pasted_with_a_line_break() => GivenSettings.Refused(
        With("\"endpoint\": \"nas.example.com\"").Replace("hunter2-access", "hunter2\\n", StringComparison.Ordinal), "external.accessKey", "line break");

    [Fact]
    public void An_empty_section_is_told_what_to_add() => GivenSettings.Refused("""{ "objectStore": {} }""", "platform.objectStore", "Add `external:`");

    static string With(string settings) =>
        $$"""{ "objectStore": { "external": { {{settings}}, "accessKey": "hunter2-access", "secretKey": "hunter2-secret" } } }""";
}
