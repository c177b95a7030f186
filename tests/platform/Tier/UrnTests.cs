using Basecamp.Components.Delivery;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>A real engine refuses two resources with one URN; mocks do not.</summary>
public sealed class UrnTests
{
    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task No_two_resources_have_the_same_URN(DeliveryEngine engine)
    {
        var urns = (await PlatformRun.OfTier(Everything.Settings, engine)).Resources.Select(resource => resource.Urn).ToList();
        Assert.Equal([], urns.CountBy(urn => urn).Where(urn => urn.Value > 1).Select(urn => urn.Key));
        Assert.NotEmpty(urns);
    }
}
