using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Faults;
using Basecamp.Triage.Tests.Support;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Tests.Hosting;

/// <summary>
/// How it runs on a cluster: the owner of the database, no superuser, migrates; the service has a role that may write rows;
/// passwords, document and tokens are files; the file system is read-only. On a real PostgreSQL, with the program itself.
/// </summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class LeastRightsTests : IAsyncLifetime
{
    readonly DirectoryInfo files = Directory.CreateTempSubdirectory("triage-least-");
    readonly string suffix = Guid.NewGuid().ToString("N")[..8];
    readonly string token = Tokens.Create();
    string admin = "";

    string Owner => $"owner_{suffix}";

    string App => $"app_{suffix}";

    public async Task InitializeAsync()
    {
        admin = await Cluster.CreateEmptyDatabase();
        var name = new NpgsqlConnectionStringBuilder(admin).Database;
        await Cluster.Execute(admin, $"create role {Owner} login password 'of the owner'", $"create role {App} login password 'of the app'",
            $"alter database {name} owner to {Owner}");
        File.WriteAllText(At("owner-password"), "of the owner\n");
        File.WriteAllText(At("app-password"), "of the app\n");
        File.WriteAllText(At("alertmanager-token"), token + "\n");
    }

    public async Task DisposeAsync()
    {
        await Cluster.DropDatabase(admin);
        files.Delete(recursive: true);
    }

    string At(string file) => Path.Combine(files.FullName, file);

    Dictionary<string, string> Environment(string role, string passwordFile)
    {
        var server = new NpgsqlConnectionStringBuilder(admin);
        return new()
        {
            ["Triage__Database"] = $"Host={server.Host};Port={server.Port};Username={role};Database={server.Database}",
            ["Triage__DatabasePasswordFile"] = At(passwordFile),
        };
    }

    Dictionary<string, string> Service(string document) => new(Environment(App, "app-password"))
    {
        ["Triage__ConfigFile"] = document,
        ["Triage__SecretsDirectory"] = files.FullName,
        ["Triage__PublicUrl"] = "https://triage.example.org",
        ["Triage__BehindProxy"] = "true",
        ["Triage__DrainDelay"] = "00:00:00",
        ["Triage__Engine__PollInterval"] = "00:00:00.1",
    };

    Task<(int Code, string Output, string Error)> Migrate() =>
        InstalledService.Run(Environment(Owner, "owner-password"), "migrate", "--grant-to", App);

    async Task<long> Count(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    string Document(PageSink sink)
    {
        File.WriteAllText(At("triage.yaml"),
            Team.Yaml(sink.Url) + "\nkeys: [{ name: alertmanager, service: web, credential: alertmanager-token }]\n");
        return At("triage.yaml");
    }

    [Fact]
    public async Task The_owner_migrates_and_the_services_own_role_starts_takes_alerts_and_pages_from_files_alone()
    {
        await using var sink = await PageSink.Start();
        // Two pods start at once, each with its init container.
        foreach (var (code, _, error) in await Task.WhenAll(Migrate(), Migrate()))
            Assert.Equal((0, ""), (code, error));
        Assert.Equal(0, (await Migrate()).Code);

        var document = Document(sink);
        using var service = await InstalledService.Serve(Service(document));
        using var other = await InstalledService.Serve(Service(document));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new(service.Url),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        (await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload("g", [Alerts.One("a")]))).EnsureSuccessStatusCode();
        await Eventually.Holds(() => Task.FromResult(sink.Received.Count > 0), () => "a page");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/readyz")).StatusCode);
        // Prometheus comes straight to the pod; the ingress, which publishes the host, always says for whom it asks.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/metrics")).StatusCode);
        foreach (var address in new[] { "203.0.113.7", "unknown" })
        {
            using var published = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", address } } };
            Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(published)).StatusCode);
        }
        // On another replica, which is told by the proxy that the browser came over TLS.
        using var page = new HttpRequestMessage(HttpMethod.Get, $"{other.Url}/sign-in") { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var form = await client.SendAsync(page);
        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        Assert.All(form.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c, StringComparison.Ordinal));
        Assert.Equal(1, await Count("select count(*) from config_documents"));
        Assert.Equal(1, await Count("select count(*) from api_keys where managed"));
        Assert.Equal(0, await Count($"select count(*) from pg_class where pg_get_userbyid(relowner) = '{App}'"));
        Assert.Equal(0, await service.Terminate());
        Assert.Equal(0, await other.Terminate());
    }

    // docs/runbooks/triage.md: inside of a pod there are the service's settings and its role, and nothing else.
    [Fact]
    public async Task Commands_for_people_on_call_work_with_the_services_own_role()
    {
        await using var sink = await PageSink.Start();
        Assert.Equal(0, (await Migrate()).Code);
        using var service = await InstalledService.Serve(Service(Document(sink)));
        var settings = Service(At("triage.yaml"));
        Assert.Equal((0, "anna can sign in.", ""), await InstalledService.RunWith("a long enough password\n", settings, "user", "set", "anna", "--role", "viewer"));
        Assert.Equal(1, await Count("select count(*) from responders where login = 'anna' and password_hash is not null"));
        // Whoever is in the document has the document's role.
        Assert.Equal(1, await Count("select count(*) from responders where login = 'anna' and role = 'admin'"));
        Assert.Equal((0, "zoe can sign in.", ""), await InstalledService.RunWith("a long enough password\n", settings, "user", "set", "zoe", "--role", "admin"));
        Assert.Equal(1, await Count("select count(*) from responders where login = 'zoe' and role = 'admin'"));
        Assert.Equal(0, (await InstalledService.Run(settings, "key", "create", "status page", "--scope", "read")).Code);
        Assert.Equal((0, "", ""), await InstalledService.Run(settings, "hold", "on"));
        Assert.Equal(1, await Count("select count(*) from engine_state where hold"));
        Assert.Equal((0, "", ""), await InstalledService.Run(settings, "hold", "off"));
        Assert.Equal(0, await Count("select count(*) from engine_state where hold"));
    }

    [Fact]
    public async Task A_schema_that_is_not_up_to_date_is_named_and_left_to_its_owner()
    {
        await using var sink = await PageSink.Start();
        var empty = await InstalledService.Run(Service(Document(sink)), "serve");
        Assert.Equal(1, empty.Code);
        Assert.Contains("The schema is not up to date, and this role may not change it", empty.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Migrate()).Code);
        await Cluster.Execute(admin, "delete from schema_migrations where version = (select max(version) from schema_migrations)");
        var older = await InstalledService.Run(Service(Document(sink)), "serve");
        Assert.Equal(1, older.Code);
        Assert.Contains("triage migrate --grant-to ROLE", older.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", older.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_file_that_is_wrong_or_missing_is_said_and_its_content_is_not()
    {
        File.WriteAllText(At("wrong"), "not the password");
        var wrong = await InstalledService.Run(Environment(Owner, "wrong"), "migrate");
        Assert.Equal(1, wrong.Code);
        Assert.Contains("password authentication failed", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not the password", wrong.Error + wrong.Output, StringComparison.Ordinal);
        var missing = await InstalledService.Run(Environment(Owner, "missing"), "migrate");
        Assert.Equal((1, $"Triage:DatabasePasswordFile ('{At("missing")}') cannot be read: FileNotFoundException."),
            (missing.Code, missing.Error));
    }

    [Fact]
    public async Task A_changed_database_password_is_read_from_its_file_without_a_restart()
    {
        await using var source = Triage.Hosting.DataSources.Create(new()
        {
            Database = Environment(App, "app-password")["Triage__Database"] + ";Password=ignored",
            DatabasePasswordFile = At("app-password"),
        }, "test", 2);
        await using (await source.OpenConnectionAsync())
            await Cluster.Execute(admin, $"alter role {App} password 'another'");
        File.WriteAllText(At("app-password"), "another");
        source.Clear();
        await using var connection = await source.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("select 1"));
    }
}
