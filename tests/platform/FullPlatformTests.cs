using Basecamp.Components.Platform;

namespace Basecamp.Platform.Tests;

public sealed class FullPlatformTests
{
    [Fact]
    public void Every_section_is_on() => Assert.Empty(
        typeof(PlatformSettings).GetProperties().Where(section => section.GetValue(FullPlatform.Settings) is null).Select(section => section.Name));

    [Fact]
    public void It_is_valid() => Assert.Empty(
        PlatformValidation.Validate(FullPlatform.Settings, PlatformRun.Ha, Components.Delivery.DeliveryEngine.Pulumi, "basecamp:platform"));
}
