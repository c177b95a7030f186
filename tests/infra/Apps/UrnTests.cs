namespace Basecamp.Infra.Tests.Apps;

/// <summary>A real engine refuses two resources with one URN; mocks do not.</summary>
public sealed class UrnTests
{
    [Theory]
    [InlineData("pulumi")]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task No_two_resources_of_ha_have_the_same_URN(string delivery)
    {
        var stack = await AppsRun.With(AppsRun.Apps(), delivery);
        Assert.Empty(stack.Errors);
        Assert.Equal([], stack.Resources.CountBy(resource => resource.Urn).Where(urn => urn.Value > 1).Select(urn => urn.Key));
    }
}
