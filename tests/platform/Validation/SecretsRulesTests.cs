namespace Basecamp.Platform.Tests.Validation;

public sealed class SecretsRulesTests
{
    [Fact]
    public void Accepts_all_three() => Assert.Empty(GivenSettings.Findings(With("\"sealed\": {}, \"external\": {}, \"vault\": {}")));

    [Theory]
    [InlineData("\"sealed\": { \"keyRenewalDays\": -1 }", "sealed.keyRenewalDays", "a key that stays")]
    [InlineData("\"external\": { \"vaultPath\": \"/secret\" }", "external.vaultPath", "without a slash")]
    [InlineData("\"external\": { \"vaultPath\": \"\" }", "external.vaultPath", "without a slash")]
    [InlineData("\"vault\": { \"storageGiB\": 0 }", "vault.storageGiB", "at least 1 GiB")]
    public void Refuses_what_could_not_run(string secrets, string path, string says) => GivenSettings.Refused(With(secrets), path, says);

    [Fact]
    public void Three_servers_need_three_nodes()
    {
        GivenSettings.Refused(With("\"vault\": {}"), "secrets.vault", "`profile: small`", PlatformRun.Single);
        Assert.Empty(GivenSettings.Findings("""{ "secrets": { "vault": {} } }""", PlatformRun.Single));
    }

    static string With(string secrets) => $$"""{ "profile": "ha", "secrets": { {{secrets}} } }""";
}
