using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Ingest;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Ingest;

/// <summary>The way in over HTTP: who may send, what is refused how, and that nothing accepted is lost.</summary>
[Trait("Needs", "postgresql")]
public sealed class IngestHttpTests : IAsyncLifetime
{
    const string Path = "/api/v1/alertmanager";
    Rig rig = null!;

    public async Task InitializeAsync() => rig = await Rig.Start();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer")]
    [InlineData("Basic !!!")]
    [InlineData("Digest abc")]
    public async Task Without_a_good_token_the_answer_is_401_and_empty(string? header)
    {
        using var client = rig.Client();
        if (header is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.PostAsJsonAsync(Path, Alerts.Payload("g", [Alerts.One("a")]));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Basic_authentication_with_the_token_as_password_works()
    {
        using var client = rig.Client();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"any:{rig.IngestToken}")));
        using var answer = await client.PostAsJsonAsync(Path, Alerts.Payload("g", [Alerts.One("a")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_rotated_key_accepts_the_new_and_the_former_token_and_not_the_one_before()
    {
        var keys = rig.Get<KeyAdmin>();
        var id = (await keys.List(default)).Single().Id;
        var second = (await keys.Rotate(id, default))!.Token;
        async Task<HttpStatusCode> With(string token)
        {
            using var client = rig.Client(token);
            return (await client.PostAsJsonAsync(Path, Alerts.Payload("g", [Alerts.One("a")]))).StatusCode;
        }
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await With(rig.IngestToken), await With(second)));
        var third = (await keys.Rotate(id, default))!.Token;
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK), (await With(rig.IngestToken), await With(second),
            await With(third)));
        await keys.Disable(id, default);
        Assert.Equal(HttpStatusCode.Unauthorized, await With(third));
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("", 400)]
    public async Task A_body_that_is_no_payload_is_400_and_opens_an_incident_about_the_sender(string body, int status)
    {
        using var client = rig.Client(rig.IngestToken);
        using var answer = await client.PostAsync(Path, Json(body));
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        await client.PostAsync(Path, Json(body));
        Assert.Equal("Alerts from 'ingest' were refused and are lost", await rig.Database.Scalar<string>("select title from incidents"));
    }

    [Fact]
    public async Task One_byte_too_many_is_413_and_a_full_body_is_taken()
    {
        using var client = rig.Client(rig.IngestToken);
        var start = """{"version":"4","groupKey":"g","alerts":[{"fingerprint":"a","annotations":{"d":" """[..^1];
        var full = start + new string('x', Limits.BodyBytes - start.Length - 5) + "\"}}]}";
        Assert.Equal(Limits.BodyBytes, full.Length);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Path, Json(full))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync(Path, Json(full + " "))).StatusCode);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Json(full + " ") };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(chunked)).StatusCode);
    }

    [Fact]
    public async Task Compressed_bodies_and_other_types_are_415()
    {
        using var client = rig.Client(rig.IngestToken);
        using var zipped = Json("{}");
        zipped.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(Path, zipped)).StatusCode);
        using var text = new StringContent("{}", new MediaTypeHeaderValue("text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(Path, text)).StatusCode);
    }

    [Fact]
    public async Task A_body_that_never_ends_gets_an_answer_within_the_time_for_reading()
    {
        var uri = new Uri(rig.Url);
        using var slow = new TcpClient();
        await slow.ConnectAsync(uri.Host, uri.Port);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.IngestToken}\r\n" +
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"));
        using var reader = new StreamReader(stream);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.Contains(" 408 ", await reader.ReadLineAsync(patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_mapping_and_writes_nothing()
    {
        using var client = rig.Client(rig.IngestToken);
        using var answer = await client.PostAsJsonAsync(Path + "?dry_run=1", Alerts.Payload("g", [Alerts.One("a")]));
        using var shown = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("web", "Down: a is down"), (shown.RootElement.GetProperty("service").GetString(),
            shown.RootElement.GetProperty("incidents")[0].GetProperty("title").GetString()));
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task A_database_that_refuses_writes_is_503_and_never_an_empty_200()
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(rig.Database.ConnectionString).Database!;
        using var client = rig.Client(rig.IngestToken);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync(Path, Alerts.Payload("before", [Alerts.One("z")]))).StatusCode);
        await rig.Database.Execute($"alter database {name} set default_transaction_read_only = on");
        rig.Get<Npgsql.NpgsqlDataSource>().Clear();
        using var answer = await client.PostAsJsonAsync(Path, Alerts.Payload("g", [Alerts.One("a")]));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.StatusCode, answer.Headers.RetryAfter!.ToString()));
        await Cluster.Execute(rig.Database.ConnectionString, "set default_transaction_read_only = off",
            $"alter database {name} reset default_transaction_read_only");
        rig.Get<Npgsql.NpgsqlDataSource>().Clear();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync(Path, Alerts.Payload("g", [Alerts.One("a")]))).StatusCode);
    }

    [Fact]
    public async Task A_flood_from_one_key_gets_200_or_503_and_every_200_is_there()
    {
        var other = await rig.CreateKey("other", Scopes.Ingest, "quiet");
        await rig.Database.Execute("update services set open_cap = 100000");
        using var flood = rig.Client(rig.IngestToken);
        var posts = Enumerable.Range(0, 400).Select(async i =>
            (await flood.PostAsJsonAsync(Path, Alerts.Payload($"g{i}", [Alerts.One($"f{i}")]))).StatusCode).ToList();
        using var calm = rig.Client(other);
        Assert.Equal(HttpStatusCode.OK, (await calm.PostAsJsonAsync(Path, Alerts.Payload("calm", [Alerts.One("a")]))).StatusCode);
        var codes = await Task.WhenAll(posts);
        Assert.DoesNotContain(codes, c => c is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        Assert.Equal(codes.Count(c => c == HttpStatusCode.OK) + 1, await rig.Database.Scalar<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task Values_of_every_kind_of_quoting_arrive_as_they_are()
    {
        const string Hostile = """'; drop table incidents; -- " \ % _ {0} ${x} <b>&amp;""";
        using var client = rig.Client(rig.IngestToken);
        await client.PostAsJsonAsync(Path, Alerts.Payload(Hostile, [Alerts.One(Hostile[..40], name: Hostile)]));
        Assert.Equal(Hostile, await rig.Database.Scalar<string>("select labels ->> 'alertname' from incident_alerts"));
        using var reader = await rig.ClientFor(Scopes.Read);
        foreach (var query in (string[])["service", "search", "cursor", "status"])
        {
            using var answer = await reader.GetAsync($"/api/v1/incidents?status=resolved&{query}={Uri.EscapeDataString(Hostile)}");
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest]);
        }
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from incidents"));
    }
}
