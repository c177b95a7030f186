using System.Reflection;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>
/// Every public or protected member of a stand-in is one of the published package, with the same attributes, defaults,
/// bases and nullability. The lists hold no more than the stand-ins offer, so nothing can get lost unnoticed either.
/// </summary>
public class ConformanceTests
{
    [Theory]
    [InlineData("Pulumi")]
    [InlineData("Pulumi.Command")]
    [InlineData("Pulumi.Kubernetes")]
    [InlineData("Pulumi.Random")]
    public void Offers_exactly_the_listed_members(string package)
    {
        var contract = Contract.Read(package);
        var assembly = Assembly.Load(package);

        Assert.Empty(contract.Unlisted(assembly));
        Assert.Empty(contract.Missing(assembly));
    }
}
