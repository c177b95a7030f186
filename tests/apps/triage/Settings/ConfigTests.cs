using System.Net;
using System.Text;
using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.OnCall;
using Basecamp.Triage.Settings;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Settings;

[Trait("Needs", "postgresql")]
public sealed class ConfigTests
{
    const string Sink = "https://sink.example.org";

    [Theory]
    [InlineData("role: admin", "role: boss", "responders[0].role is 'boss'; use viewer, responder or admin.")]
    [InlineData("login: chloe,", "login: Chloe X,",
        "responders[2].login is 'Chloe X'; use 1-100 of a-z, 0-9 and . _ @ -, starting with a letter or digit.")]
    [InlineData("timeZone: Europe/Berlin", "timeZone: Berlin",
        "responders[0].timeZone is 'Berlin'; use an IANA zone such as Europe/London.")]
    [InlineData("kind: webhook, address: \"https://sink.example.org/ops-room\"", "kind: pigeon, address: x",
        "channels[0].kind is 'pigeon'; use webhook, email, push, log.")]
    [InlineData("https://sink.example.org/ops-room", "ftp://x", "channels[0].address must start with https:// or http://.")]
    [InlineData("https://sink.example.org/ben", "https://sink.example.org/anna",
        "The webhook address of 'phone' appears 2 times; every address belongs to one person or channel.")]
    [InlineData("members: [anna, ben]", "members: [anna, dan]",
        "schedules[0].layers[0].members has 'dan', who is not among the responders.")]
    [InlineData("members: [anna, ben]", "members: []", "schedules[0].layers[0].members is empty; a layer needs somebody.")]
    [InlineData("start: 2026-06-01T09:00", "start: monday",
        "schedules[0].layers[0].start is 'monday'; use wall time such as 2026-01-05T09:00.")]
    [InlineData("every: week", "every: fortnight",
        "schedules[0].layers[0].every is 'fortnight'; use hour, day, week or month, or a number with one, such as '2 weeks' (1-365).")]
    [InlineData("repeat: 1", "repeat: 10", "policies[0].repeat is 10; use 0-9.")]
    [InlineData("ackTimeout: 30m", "ackTimeout: 30", "policies[0].ackTimeout is '30'; use 1m-24h, or never.")]
    [InlineData("wait: 5m", "wait: 5s", "policies[0].steps[0].wait is '5s'; use 1m-24h.")]
    [InlineData("schedule:primary", "schedule:other",
        "policies[0].steps[0].page has 'schedule:other'; use responder:LOGIN, schedule:NAME or channel:NAME of this document.")]
    [InlineData("fallback: ops-room", "fallback: nowhere", "services[0].fallback is 'nowhere', which is not among the channels.")]
    [InlineData("name: web, policy: default", "name: web, policy: none", "services[0].policy is 'none', which is not among the policies.")]
    [InlineData("urgency: low", "urgency: none", "services[1].urgency is 'none'; use high or low.")]
    [InlineData("name: quiet,", "name: WEB,", "services has 'web' 2 times; names are unique, upper and lower case alike.")]
    public void Says_where_what_and_the_rule(string from, string to, string error)
    {
        var yaml = Team.Yaml(Sink);
        Assert.Contains(from, yaml, StringComparison.Ordinal);
        Assert.Equal([error], Assert.Throws<ConfigException>(() => ConfigReader.Read(yaml.Replace(from, to,
            StringComparison.Ordinal))).Errors);
    }

    [Fact]
    public void A_misspelt_key_is_an_error_with_its_line()
    {
        var error = Assert.Throws<ConfigException>(() => ConfigReader.Read("responders: []\nservcies: []"));
        Assert.StartsWith("line 2, column 1:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var yaml = Team.Yaml(Sink).Replace("repeat: 1", "repeat: 99", StringComparison.Ordinal).Replace("urgency: low", "urgency: x",
            StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<ConfigException>(() => ConfigReader.Read(yaml)).Errors.Count);
    }

    [Fact]
    public async Task The_same_document_twice_changes_nothing_and_five_replicas_at_once_apply_it_once()
    {
        await using var rig = await Rig.Start();
        var store = rig.Get<ConfigStore>();
        Assert.False(await store.Apply(Team.Yaml(rig.Sink.Url), "again", default));
        var other = Team.Yaml(rig.Sink.Url).Replace("wait: 5m", "wait: 6m", StringComparison.Ordinal);
        var applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Apply(other, "test", default)));
        Assert.Equal(1, applied.Count(a => a));
        Assert.Equal(2, await rig.Database.Scalar<int>("select version from policies"));
    }

    [Fact]
    public async Task What_disappears_is_disabled_and_what_returns_is_the_same_again()
    {
        await using var rig = await Rig.Start();
        await new UserAdmin(rig.Database.Db).Set("local", null, "admin", Browser.Password, default);
        var store = rig.Get<ConfigStore>();
        var without = Team.Yaml(rig.Sink.Url).Replace("  - { login: chloe", "  - { login: dora", StringComparison.Ordinal);
        await store.Apply(without, "test", default);
        Assert.Equal(["chloe"], await rig.Database.Query<string>("select login from responders where disabled_at is not null"));
        await store.Apply(Team.Yaml(rig.Sink.Url), "test", default);
        Assert.Equal(["dora"], await rig.Database.Query<string>("select login from responders where disabled_at is not null"));
    }

    [Fact]
    public async Task Adding_a_member_keeps_whose_turn_it_is_and_the_past_as_it_was()
    {
        await using var rig = await Rig.Start();
        await rig.Database.SetClock("2026-06-10T12:00Z");
        await rig.Get<ConfigStore>().Apply(
            Team.Yaml(rig.Sink.Url).Replace("members: [anna, ben]", "members: [chloe, anna, ben]", StringComparison.Ordinal), "test",
                default);
        var book = await rig.Get<OnCallBookLoader>().Load(default);
        var schedule = book.Schedules.Values.Single();
        string On(string at) => book.NameOf(schedule.OnCallAt(NodaTime.Text.InstantPattern.General.Parse(at).Value,
            book.Disabled).Single());
        Assert.Equal(("Anna", "Ben", "Ben", "Chloe", "Anna"), (On("2026-06-02T12:00:00Z"), On("2026-06-09T12:00:00Z"),
            On("2026-06-11T12:00:00Z"),
            On("2026-06-16T12:00:00Z"), On("2026-06-23T12:00:00Z")));
    }

    [Fact]
    public async Task The_api_applies_shows_and_refuses_documents()
    {
        await using var rig = await Rig.Start();
        using var admin = await rig.ClientFor(Scopes.Admin);
        var yaml = Team.Yaml(rig.Sink.Url).Replace("repeat: 1", "repeat: 2", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsync("/api/v1/config", new StringContent(yaml, Encoding.UTF8,
            "application/yaml"))).StatusCode);
        Assert.Equal(yaml, await admin.GetStringAsync("/api/v1/config"));
        using var refused = await admin.PutAsync("/api/v1/config", new StringContent("services: [{ name: x, policy: y }]", Encoding.UTF8,
            "application/yaml"));
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("services[0].policy is 'y', which is not among the policies.",
            problem.RootElement.GetProperty("errors")[0].GetString());
        Assert.Equal(yaml, await admin.GetStringAsync("/api/v1/config"));
    }

    [Fact]
    public async Task Keys_maintenance_and_hold_are_part_of_the_api()
    {
        await using var rig = await Rig.Start();
        using var admin = await rig.ClientFor(Scopes.Admin);
        async Task<HttpStatusCode> Post(string path, string json) => (await admin.PostAsync(path, new StringContent(json, Encoding.UTF8,
            "application/json"))).StatusCode;
        Assert.Equal(HttpStatusCode.Created, await Post("/api/v1/keys", """{"name":"new","scope":"ingest","service":"web"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await Post("/api/v1/keys", """{"name":"new","scope":"ingest","service":"web"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await Post("/api/v1/keys", """{"name":"n2","scope":"ingest"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await Post("/api/v1/keys", """{"name":"n3","scope":"ingest","service":"other"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await Post("/api/v1/keys", """{"name":"n4","scope":"root"}"""));
        Assert.DoesNotContain("triage_", await admin.GetStringAsync("/api/v1/keys"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await Post("/api/v1/services/web/maintenance", """{"seconds":600}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await Post("/api/v1/services/web/maintenance", """{"seconds":59}"""));
        Assert.Equal(HttpStatusCode.NotFound, await Post("/api/v1/services/other/maintenance", """{"seconds":600}"""));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/v1/services/web/maintenance")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync("/api/v1/services/web/maintenance")).StatusCode);
        using var hold = await admin.PutAsync("/api/v1/hold", new StringContent("""{"hold":true}""", Encoding.UTF8, "application/json"));
        Assert.True(await rig.Database.Scalar<bool>("select hold from engine_state"));
    }

    [Fact]
    public void The_demo_document_is_valid()
    {
        using var reader = new StreamReader(typeof(ConfigReader).Assembly.GetManifestResourceStream("demo.yaml")!);
        Assert.Equal(3, ConfigReader.Read(reader.ReadToEnd()).Responders.Count);
    }
}
