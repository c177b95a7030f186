using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Infra.Platform;
using Basecamp.Platform.Tests.Tier;

namespace Basecamp.Platform.Tests.Monitoring;

public sealed class MonitoringRulesTests
{
    static readonly AlertDeliverySpec Alerts = Everything.Settings.Monitoring!.Alerts!;
    static readonly AlertEmailSpec Email = new() { Server = "smtp.example.org:587", From = "a@example.org", To = "b@example.org" };

    public static TheoryData<string, MonitoringSpec> Wrong => new()
    {
        { "monitoring.retention", new() { Retention = TimeSpan.FromMinutes(30) } },
        { "monitoring.storageGiB", new() { StorageGiB = 1 } },
        { "monitoring.snapshotMaxAge", new() { SnapshotMaxAge = TimeSpan.FromMinutes(5) } },
        { "monitoring.runbooks", new() { Runbooks = "docs/runbooks" } },
        { "monitoring.runbooks", new() { Runbooks = "" } },
        { "monitoring.runbooks", new() { Runbooks = "/docs/runbooks" } },
        { "monitoring.runbooks", new() { Runbooks = "http://git.example.org/runbooks" } },
        { "monitoring.runbooks", new() { Runbooks = "https://git.example.org/runbooks/" } },
        { "monitoring.runbooks", new() { Runbooks = "https://git.example.org/runbooks?ref=main" } },
        { "monitoring.runbooks", new() { Runbooks = "https://me:word@git.example.org/runbooks" } },
        { "monitoring.alerts.triage.url", With(Alerts with { Triage = new() { Url = "triage", Token = new("t") } }) },
        { "monitoring.alerts.triage.url", With(Alerts with { Triage = new() { Url = "http://triage.example.org/api", Token = new("t") } }) },
        { "monitoring.alerts.critical", With(Alerts with { Critical = new() }) },
        { "monitoring.alerts.critical", With(Alerts with { Critical = new() { Webhook = new("https://x.example.org"), Email = Email } }) },
        { "monitoring.alerts.critical.email.server", With(Alerts with { Critical = new() { Email = Email with { Server = "smtp.example.org" } } }) },
        { "monitoring.alerts.critical.email", With(Alerts with { Critical = new() { Email = Email with { User = "a" } } }) },
        { "monitoring.alerts.networks[0]", With(Alerts with { Networks = ["nas"] }) },
    };

    public static TheoryData<MonitoringSpec> Right => new()
    {
        new MonitoringSpec(),
        new MonitoringSpec { Retention = TimeSpan.FromHours(2), StorageGiB = 2, SnapshotMaxAge = TimeSpan.FromHours(1) },
        new MonitoringSpec { Runbooks = "https://git.example.org/home/cluster/src/branch/main/docs/runbooks" },
        With(Alerts with { Triage = new() { Url = "https://triage.example.org/api/v1/alertmanager", Token = new("t") } }),
        With(Alerts with { Critical = new() { Email = Email with { User = "a", Password = new("p") } } }),
        With(Alerts with { Networks = ["192.168.70.5/32"] }),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Refuses(string path, MonitoringSpec monitoring) => Assert.Equal([path], Problems(monitoring));

    [Theory]
    [MemberData(nameof(Right))]
    public void Accepts(MonitoringSpec monitoring) => Assert.Empty(Problems(monitoring));

    static MonitoringSpec With(AlertDeliverySpec alerts) => new() { Alerts = alerts };

    static IEnumerable<string> Problems(MonitoringSpec monitoring) => PlatformRules
        .Validate(new() { Monitoring = monitoring }, PlatformRun.Ha, DeliveryEngine.Pulumi, "")
        .Select(problem => problem.Path);
}
