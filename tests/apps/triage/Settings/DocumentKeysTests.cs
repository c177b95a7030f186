using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Settings;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Settings;

/// <summary>Keys whose tokens the deployment provides as files, on a real PostgreSQL and over HTTP.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class DocumentKeysTests : IDisposable
{
    const string Alertmanager = "{ name: alertmanager, service: web, credential: alertmanager-token }";

    readonly DirectoryInfo secrets = Directory.CreateTempSubdirectory("triage-secrets-");
    readonly string first = Tokens.Create();
    readonly string second = Tokens.Create();
    readonly string third = Tokens.Create();

    public void Dispose() => secrets.Delete(recursive: true);

    void Put(string token, string file = "alertmanager-token") => File.WriteAllText(Path.Combine(secrets.FullName, file), token);

    Task<Rig> Start(Rig? sharing = null) => Rig.Start(settings: [$"Triage:SecretsDirectory={secrets.FullName}"], sharing: sharing);

    static string Yaml(Rig rig, params string[] keys) => $"{Team.Yaml(rig.Sink.Url)}\nkeys: [{string.Join(", ", keys)}]\n";

    static async Task<HttpStatusCode> Send(Rig rig, string token)
    {
        using var client = rig.Client(token);
        using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager?dry_run=1", Alerts.Payload("g", [Alerts.One("f1")]));
        return answer.StatusCode;
    }

    static async Task<List<HttpStatusCode>> Send(Rig rig, params string[] tokens)
    {
        // Of another replica the answers may be five seconds old.
        rig.Get<KeyStore>().Clear();
        var answers = new List<HttpStatusCode>();
        foreach (var token in tokens)
            answers.Add(await Send(rig, token));
        return answers;
    }

    static async Task<string> Refusal(Rig rig, params string[] keys) =>
        (await Assert.ThrowsAsync<ConfigException>(() => rig.Get<ConfigStore>().Apply(Yaml(rig, keys), "test", default))).Message;

    [Fact]
    public async Task The_token_of_the_file_sends_alerts_to_the_service_and_no_other_token_does()
    {
        await using var rig = await Start();
        Put(first + "\n");
        using (var admin = await rig.ClientFor(Scopes.Admin))
        {
            using var applied = await admin.PutAsync("/api/v1/config", new StringContent(Yaml(rig, Alertmanager), Encoding.UTF8));
            Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
            using var listed = JsonDocument.Parse(await admin.GetStringAsync("/api/v1/keys"));
            var key = listed.RootElement.GetProperty("items").EnumerateArray().Single(k => k.GetProperty("name").GetString() == "alertmanager");
            Assert.Equal(("ingest", "web", "group", true), (key.GetProperty("scope").GetString(), key.GetProperty("service").GetString(),
                key.GetProperty("grouping").GetString(), key.GetProperty("managed").GetBoolean()));
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], await Send(rig, first, first + "0"));
        using var client = rig.Client(first);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/incidents")).StatusCode);
    }

    [Fact]
    public async Task A_key_that_reads_sees_incidents_and_sends_nothing()
    {
        await using var rig = await Start();
        Put(first, "status-page");
        await rig.Get<ConfigStore>().Apply(Yaml(rig, "{ name: status, scope: read, credential: status-page }"), "test", default);
        using var client = rig.Client(first);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/incidents")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await Send(rig, first));
    }

    [Fact]
    public async Task A_new_token_leaves_the_former_one_valid_until_the_next_and_going_back_is_possible()
    {
        await using var rig = await Start();
        var (store, yaml) = (rig.Get<ConfigStore>(), Yaml(rig, Alertmanager));
        Put(first);
        Assert.True(await store.Apply(yaml, "test", default));
        Assert.False(await store.Apply(yaml, "test", default));
        Put(second);
        Assert.True(await store.Apply(yaml, "test", default));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized], await Send(rig, first, second, third));
        Put(first);
        Assert.True(await store.Apply(yaml, "test", default));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Send(rig, first, second));
        Put(third);
        Assert.True(await store.Apply(yaml, "test", default));
        // What the file held last before is what senders may still have.
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK], await Send(rig, first, second, third));
    }

    [Fact]
    public async Task Service_and_grouping_follow_the_document_and_the_token_stays()
    {
        await using var rig = await Start();
        Put(first);
        await rig.Get<ConfigStore>().Apply(Yaml(rig, Alertmanager), "test", default);
        await rig.Get<ConfigStore>().Apply(
            Yaml(rig, "{ name: alertmanager, service: quiet, grouping: alert, credential: alertmanager-token }"), "test", default);
        Assert.Equal(["quiet alert"], await rig.Database.Query<string>(
            "select s.name || ' ' || k.grouping from api_keys k join services s on s.id = k.service_id where k.managed"));
        Assert.Equal([HttpStatusCode.OK], await Send(rig, [first]));
    }

    [Fact]
    public async Task What_disappears_is_disabled_and_what_returns_takes_the_token_of_its_file()
    {
        await using var rig = await Start();
        var store = rig.Get<ConfigStore>();
        Put(first);
        await store.Apply(Yaml(rig, Alertmanager), "test", default);
        await store.Apply(Yaml(rig), "test", default);
        Assert.Equal([HttpStatusCode.Unauthorized], await Send(rig, [first]));
        await store.Apply(Yaml(rig, Alertmanager), "test", default);
        Assert.Equal([HttpStatusCode.OK], await Send(rig, [first]));
        // The key by hand, from which the rig sends, was there all the time.
        Assert.Equal([HttpStatusCode.OK], await Send(rig, [rig.IngestToken]));
    }

    [Fact]
    public async Task A_key_with_another_name_takes_its_token_along()
    {
        await using var rig = await Start();
        Put(first);
        await rig.Get<ConfigStore>().Apply(Yaml(rig, Alertmanager), "test", default);
        await rig.Get<ConfigStore>().Apply(Yaml(rig, Alertmanager.Replace("alertmanager,", "prometheus,", StringComparison.Ordinal)),
            "test", default);
        Assert.Equal([HttpStatusCode.OK], await Send(rig, [first]));
        Assert.Equal(["prometheus"], await rig.Database.Query<string>("select name from api_keys where managed and disabled_at is null"));
    }

    [Fact]
    public async Task A_key_made_by_hand_is_never_taken_over()
    {
        await using var rig = await Start();
        var token = await rig.CreateKey("alertmanager", Scopes.Ingest, "quiet", "alert");
        Put(first);
        var before = await rig.Database.Query<string>("select k::text from api_keys k order by id");
        Assert.Equal("keys[0] 'alertmanager': a key of this name was made by hand, and the document leaves such keys alone. Choose another " +
            "name here, move the senders over, then disable the older key.", await Refusal(rig, Alertmanager));
        Assert.Equal(before, await rig.Database.Query<string>("select k::text from api_keys k order by id"));
        // Nor when nobody is there to correct it.
        await rig.Get<ConfigStore>().ApplyAtStart(Yaml(rig, Alertmanager), "test", default);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], await Send(rig, token, first));
        Assert.Equal(1, rig.Get<EngineStatus>().KeysSkipped);
    }

    [Fact]
    public async Task The_token_of_one_key_is_not_accepted_for_another()
    {
        await using var rig = await Start();
        Put(rig.IngestToken);
        Assert.Equal("keys[0] 'alertmanager': the token in 'alertmanager-token' is already that of key 'ingest'. " +
            "Every key needs a token of its own: generate another.", await Refusal(rig, Alertmanager));
        Put(first);
        Put(first, "other");
        Assert.Contains("is already that of key 'alertmanager'",
            await Refusal(rig, Alertmanager, "{ name: second, service: web, credential: other }"), StringComparison.Ordinal);
        // Refused as a whole.
        Assert.Equal(0, await rig.Database.Scalar<int>("select count(*) from api_keys where managed"));
    }

    [Fact]
    public async Task Disabled_by_hand_it_stays_so_until_its_file_holds_another_token_and_only_the_file_rotates_it()
    {
        await using var rig = await Start();
        var (store, yaml) = (rig.Get<ConfigStore>(), Yaml(rig, Alertmanager));
        Put(first);
        await store.Apply(yaml, "test", default);
        var id = await rig.Database.Scalar<long>("select id from api_keys where managed");
        Assert.Null(await rig.Get<KeyAdmin>().Rotate(id, default));
        Assert.True(await rig.Get<KeyAdmin>().Disable(id, default));
        await store.Apply(yaml, "test", default);
        Assert.Equal([HttpStatusCode.Unauthorized], await Send(rig, [first]));
        Put(second);
        await store.Apply(yaml, "test", default);
        // The one it was disabled for does not come back with it.
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], await Send(rig, first, second));
    }

    [Fact]
    public async Task A_missing_file_refuses_a_document_but_not_a_start_and_counts_until_it_is_there()
    {
        await using var rig = await Start();
        var (store, yaml) = (rig.Get<ConfigStore>(), Yaml(rig, Alertmanager, "{ name: other, service: web, credential: other }"));
        Put(second, "other");
        Assert.Equal($"keys[0] 'alertmanager': credential 'alertmanager-token' is not in Triage:SecretsDirectory ('{secrets.FullName}'). " +
            "Mount a file of that name.", await Refusal(rig, Alertmanager));
        await store.ApplyAtStart(yaml, "test", default);
        Assert.Equal(yaml, await store.Current(default));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], await Send(rig, second, first));
        using var client = rig.Client();
        Assert.Contains("triage_config_keys_skipped 1\n", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);

        var refresh = rig.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<KeyRefresh>().Single();
        Assert.False(await refresh.Run(default));
        Put(first);
        Assert.True(await refresh.Run(default));
        Assert.False(await refresh.Run(default));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Send(rig, second, first));
        Assert.Contains("triage_config_keys_skipped 0\n", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_goes_away_later_does_not_take_the_key_with_it()
    {
        await using var rig = await Start();
        Put(first);
        await rig.Get<ConfigStore>().Apply(Yaml(rig, Alertmanager), "test", default);
        File.Delete(Path.Combine(secrets.FullName, "alertmanager-token"));
        await rig.Get<KeyRefresh>().Run(default);
        Assert.Equal([HttpStatusCode.OK], await Send(rig, [first]));
        Assert.Equal(1, rig.Get<EngineStatus>().KeysSkipped);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_apply_it_once_and_one_with_an_older_file_locks_nobody_out()
    {
        await using var rig = await Start();
        var older = Directory.CreateTempSubdirectory("triage-older-");
        try
        {
            Put(first);
            var yaml = Yaml(rig, Alertmanager);
            await rig.Get<ConfigStore>().Apply(yaml, "test", default);
            File.WriteAllText(Path.Combine(older.FullName, "alertmanager-token"), first);
            await using var late = await Rig.Start(settings: [$"Triage:SecretsDirectory={older.FullName}"], sharing: rig);
            await late.Get<KeyRefresh>().Run(default);
            Put(second);
            var changed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
                (i % 3 == 2 ? late : rig).Get<ConfigStore>().ApplyAtStart(yaml, "test", default)));
            Assert.Contains(true, changed);
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Send(rig, first, second));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Send(late, first, second));

            // Each looks at its own file: what did not change there is not applied again.
            await rig.Get<KeyRefresh>().Run(default);
            Assert.False(await late.Get<KeyRefresh>().Run(default));
            Assert.False(await rig.Get<KeyRefresh>().Run(default));
            File.WriteAllText(Path.Combine(older.FullName, "alertmanager-token"), second);
            Assert.False(await late.Get<KeyRefresh>().Run(default));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Send(rig, first, second));
        }
        finally
        {
            older.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Replicas_that_start_at_once_make_the_key_once()
    {
        await using var rig = await Start();
        await using var other = await Start(rig);
        Put(first);
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            (i % 2 == 0 ? rig : other).Get<ConfigStore>().ApplyAtStart(Yaml(rig, Alertmanager), "test", default)));
        Assert.Equal(1, made.Count(m => m));
        Assert.Equal([HttpStatusCode.OK], await Send(other, [first]));
    }

    [Fact]
    public async Task A_token_is_in_no_table_no_log_and_no_answer()
    {
        var logged = new StringBuilder();
        await using var rig = await Rig.Start(settings: [$"Triage:SecretsDirectory={secrets.FullName}"], log: logged);
        using var admin = await rig.ClientFor(Scopes.Admin);
        var seen = new StringBuilder();
        async Task Apply(params string[] keys)
        {
            using var answer = await admin.PutAsync("/api/v1/config", new StringContent(Yaml(rig, keys), Encoding.UTF8));
            seen.AppendLine(await answer.Content.ReadAsStringAsync());
        }
        Put(first);
        await Apply(Alertmanager);
        Put(second);
        await Apply(Alertmanager);
        await Send(rig, first, second);
        Put(first, "other");
        await Apply(Alertmanager, "{ name: second, service: web, credential: other }");
        await rig.Get<ConfigStore>().ApplyAtStart(Yaml(rig, Alertmanager, "{ name: second, service: web, credential: other }"), "test", default);
        var easy = "easy-" + new string('e', 60);
        Put(easy);
        await Apply(Alertmanager);
        await rig.Get<ConfigStore>().ApplyAtStart(Yaml(rig, Alertmanager), "test", default);
        foreach (var table in await rig.Database.Query<string>("select relname from pg_stat_user_tables where schemaname = 'public'"))
            seen.AppendLine(string.Join('\n', await rig.Database.Query<string>($"""select t::text from "{table}" t""")));
        string text;
        lock (logged)
            text = seen.Append(logged).ToString();
        Assert.Contains("is already that of key", text, StringComparison.Ordinal);
        Assert.Contains("is skipped and stays as it was", text, StringComparison.Ordinal);
        Assert.Contains("is too easy to guess", text, StringComparison.Ordinal);
        foreach (var token in (string[])[first, second, easy])
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ name: a, scope: admin, credential: x }",
        "keys[0].scope is 'admin'; use ingest or read. A key that acts or configures is made by hand: triage key create NAME --scope SCOPE.")]
    [InlineData("{ name: a, scope: respond, credential: x }",
        "keys[0].scope is 'respond'; use ingest or read. A key that acts or configures is made by hand: triage key create NAME --scope SCOPE.")]
    [InlineData("{ name: a, service: nowhere, credential: x }",
        "keys[0].service is 'nowhere', which is not among the services; the alerts of an ingest key go there.")]
    [InlineData("{ name: a, credential: x }", "keys[0].service is '', which is not among the services; the alerts of an ingest key go there.")]
    [InlineData("{ name: a, scope: read, service: web, credential: x }",
        "keys[0].service is 'web'; a key that reads sees everything: leave it out.")]
    [InlineData("{ name: a, service: web, grouping: none, credential: x }",
        "keys[0].grouping is 'none'; use group (one incident per Alertmanager group) or alert (one each).")]
    [InlineData("{ name: a, service: web }",
        "keys[0].credential is ''; it names a file: 1-100 of letters, digits, dot, dash, underscore.")]
    [InlineData("{ name: a, service: web, credential: ../x }",
        "keys[0].credential is '../x'; it names a file: 1-100 of letters, digits, dot, dash, underscore.")]
    [InlineData("{ name: a, service: web, credential: x }, { name: A, service: web, credential: y }",
        "keys has 'a' 2 times; names are unique, upper and lower case alike.")]
    [InlineData("{ name: a, service: web, credential: x }, { name: b, service: web, credential: x }",
        "keys has the credential 'x' 2 times; every key needs a token of its own.")]
    [InlineData("{ name: '', service: web, credential: x }", "keys has an entry without a name.")]
    public void Says_where_what_and_the_rule(string keys, string error)
    {
        var yaml = $"{Team.Yaml("https://sink.example.org")}\nkeys: [{keys}]\n";
        Assert.Equal([error], Assert.Throws<ConfigException>(() => ConfigReader.Read(yaml)).Errors);
    }
}
