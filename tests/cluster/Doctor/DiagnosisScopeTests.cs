using Basecamp.Cluster.Doctor;

namespace Basecamp.Cluster.Tests.Doctor;

public sealed class DiagnosisScopeTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("shop/web")]
    [InlineData("node/w3")]
    [InlineData("https://shop.example.com/cart?x=1")]
    public void What_is_asked_for_is_understood(string text) => Assert.Equal(text, DiagnosisScope.Parse(text)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("shop/")]
    [InlineData("shop/web/main")]
    [InlineData("https://")]
    [InlineData("../etc")]
    public void What_is_no_name_is_refused(string text) => Assert.Null(DiagnosisScope.Parse(text));

    [Theory]
    [InlineData("shop", "image-not-found")]
    [InlineData("shop/web", "image-not-found")]
    [InlineData("https://shop.example.com/cart", "image-not-found")]
    [InlineData("shop/cache", null)]
    [InlineData("argocd", "image-not-found")]
    [InlineData("vault", "old-version-kept")]
    [InlineData("node/w3", null)]
    [InlineData("node/w1", "image-not-found")]
    public void Only_what_concerns_it_is_told(string text, string? checks)
    {
        var dump = HealthyCluster.Create().WebPullFails("not found").Change("StatefulSet vault/vault", "{ status: { updateRevision: vault-2 } }");

        var diagnosis = Diagnosis.Of(dump.Read(), DiagnosisScope.Parse(text));

        Assert.Equal((checks?.Split(',') ?? []).Order(), diagnosis.Causes.Select(cause => cause.Finding.Check).Order());
    }

    [Theory]
    [InlineData("shp", "namespace-unknown", "Did you mean `shop`?")]
    [InlineData("shop/wbe", "app-unknown", "Did you mean `web`?")]
    [InlineData("node/w9", "node-unknown", "Did you mean `w1`?")]
    [InlineData("https://shp.example.com/", "url-unknown", "Did you mean `shop.example.com`?")]
    public void Something_that_does_not_exist_is_told_with_the_nearest(string text, string check, string cause)
    {
        var diagnosis = Diagnosis.Of(HealthyCluster.Create().Read(), DiagnosisScope.Parse(text));

        Assert.Equal(check, Assert.Single(diagnosis.Causes).Finding.Check);
        Assert.Contains(cause, diagnosis.Causes[0].Finding.Cause, StringComparison.Ordinal);
    }
}
