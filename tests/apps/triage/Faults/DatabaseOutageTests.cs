using System.Net;
using System.Net.Http.Json;
using Basecamp.Triage.Dev;
using Basecamp.Triage.Tests.Support;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>The database goes away in every way it can, under a running service. It has a server of its own for this.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class DatabaseOutageTests
{
    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task While_it_restarts_senders_get_503_and_afterwards_everything_accepted_is_paged_once(string mode)
    {
        // Without fsync, since the machine stays up; but a commit is written before it is answered, as in production.
        await using var server = await PrivatePostgres.Start(durable: false, "synchronous_commit = on");
        await using var sink = await PageSink.Start();
        await using var app = await OutageApp.Start(server, sink);
        using var client = app.Client();
        var accepted = new List<string>();
        var refused = 0;
        async Task Post(string group)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload(group, [Alerts.One(group)]));
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
            if (answer.StatusCode == HttpStatusCode.OK)
                accepted.Add(group);
            else
                refused++;
        }

        for (var i = 0; i < 20; i++)
            await Post($"before{i}");
        await server.StopServer(mode);
        await Post("during");
        // A key nobody has used yet has to be looked up, and cannot be.
        using var stranger = app.Client("triage_never_seen");
        using var unknown = await stranger.PostAsJsonAsync("/api/v1/alertmanager", new { });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unknown.StatusCode);
        Assert.Equal((20, 1), (accepted.Count, refused));
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/livez")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/readyz")).StatusCode);
        await server.StartServer();
        await Eventually.Holds(async () => (await client.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK, () => "ready again");
        // As Alertmanager does: what was refused is sent again.
        foreach (var group in Enumerable.Range(0, 19).Select(i => $"after{i}").Prepend("during"))
            while (!accepted.Contains(group))
                await Post(group);

        Assert.Equal(40, accepted.Count);
        await Eventually.Holds(async () => await app.Count("select count(*) from pages where status = 'sent'") == 40, () =>
            $"{sink.Received.Count} pages");
        Assert.Equal(40, await app.Count("select count(*) from incidents"));
        Assert.Equal(40, sink.Received.Select(r => r.IdempotencyKey).Distinct().Count());
        Assert.Equal(40, sink.Received.Select(r => r.Incident).Distinct().Count());
    }

    [Fact]
    public async Task Killed_connections_are_no_error_for_anybody()
    {
        await using var server = await PrivatePostgres.Start(durable: false);
        await using var sink = await PageSink.Start();
        await using var app = await OutageApp.Start(server, sink);
        using var client = app.Client();
        for (var i = 0; i < 10; i++)
        {
            await app.Count("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name like 'triage-%'");
            using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload($"g{i}", [Alerts.One($"f{i}")]));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        await Eventually.Holds(async () => await app.Count("select count(*) from pages where status = 'sent'") == 10, () =>
            $"{sink.Received.Count} pages");
        Assert.Equal(10, await app.Count("select count(*) from incidents"));
    }

    [Fact]
    public async Task An_injected_deadlock_and_serialization_failure_repeat_the_whole_transaction()
    {
        await using var db = await TestDatabase.Create();
        foreach (var state in (string[])["40P01", "40001", "57P01"])
        {
            var attempts = 0;
            await db.Db.InTransaction(async connection =>
            {
                await connection.ExecuteAsync("insert into schedules (name, time_zone) values (@name, 'Etc/UTC')",
                    new { name = $"{state}" });
                if (++attempts < 3)
                    await connection.ExecuteAsync($"do $$ begin raise exception 'injected' using errcode = '{state}'; end $$");
            }, default);
            Assert.Equal(3, attempts);
        }
        Assert.Equal(3, await db.Scalar<long>("select count(*) from schedules"));
    }

    [Fact]
    public async Task An_error_that_does_not_pass_is_not_repeated()
    {
        await using var db = await TestDatabase.Create();
        var attempts = 0;
        await Assert.ThrowsAsync<PostgresException>(() => db.Db.InTransaction(async connection =>
        {
            attempts++;
            await connection.ExecuteAsync("insert into schedules (name, time_zone) values (null, 'x')");
        }, default));
        Assert.Equal(1, attempts);
    }
}
