using Basecamp.Components.Delivery;
using Basecamp.Infra.Platform;

namespace Basecamp.Platform.Tests.Logs;

public sealed class TelemetryRulesTests
{
    public static TheoryData<string, PlatformSettings> Wrong => new()
    {
        { "logs.retention", new() { Logs = new() { Retention = TimeSpan.FromHours(23) } } },
        { "logs.storageGiB", new() { Logs = new() { StorageGiB = 0 } } },
        { "traces.retention", new() { Traces = new() { Retention = TimeSpan.FromMinutes(59) } } },
        { "traces.storageGiB", new() { Traces = new() { StorageGiB = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Refuses(string path, PlatformSettings settings) => Assert.Equal([path], Problems(settings));

    [Fact]
    public void Accepts() => Assert.Empty(Problems(new()
    {
        Logs = new() { Retention = TimeSpan.FromHours(24), StorageGiB = 1 },
        Traces = new() { Retention = TimeSpan.FromHours(1), StorageGiB = 1 },
    }));

    static IEnumerable<string> Problems(PlatformSettings settings) =>
        PlatformRules.Validate(settings, PlatformRun.Ha, DeliveryEngine.Pulumi, "").Select(problem => problem.Path);
}
