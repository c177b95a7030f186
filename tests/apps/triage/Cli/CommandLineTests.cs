using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Basecamp.Triage.Cli;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Tests.Faults;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Cli;

/// <summary>The program as people start it.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed partial class CommandLineTests
{
    static ProcessStartInfo Triage(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TriageApp).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return start;
    }

    static async Task<(int Code, string Output, string Error)> Run(TestDatabase? db, string input, params string[] arguments)
    {
        var start = Triage(arguments);
        if (db is not null)
            start.Environment["Triage__Database"] = db.ConnectionString;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Trim(), (await error).Trim());
    }

    [Fact]
    public async Task Keys_people_and_the_hold_switch_work_from_the_command_line()
    {
        await using var rig = await Rig.Start();
        var key = await Run(rig.Database, "", "key", "create", "prometheus", "--service", "web");
        Assert.Equal((0, true), (key.Code, key.Output.StartsWith("triage_", StringComparison.Ordinal)));
        using var client = rig.Client(key.Output);
        (await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload("g", [Alerts.One("a")]))).EnsureSuccessStatusCode();

        var user = await Run(rig.Database, "a password of hers", "user", "set", "dora", "--role", "admin");
        Assert.Equal((0, "dora can sign in."), (user.Code, user.Output));
        using var browser = Browser.For(rig);
        await browser.SignIn("dora", "a password of hers");
        Assert.NotNull(browser.Page.QuerySelector("#live"));

        Assert.Equal(0, (await Run(rig.Database, "", "hold", "on")).Code);
        Assert.True(await rig.Database.Scalar<bool>("select hold from engine_state"));
        Assert.Equal((0, "Applied 0 migrations."), await Migrate(rig.Database));
    }

    static async Task<(int, string)> Migrate(TestDatabase db)
    {
        var (code, output, _) = await Run(db, "", "migrate");
        return (code, output);
    }

    [Fact]
    public async Task What_is_wrong_is_said_on_standard_error_with_code_1()
    {
        await using var rig = await Rig.Start();
        var key = await Run(rig.Database, "", "key", "create", "x", "--service", "nowhere");
        Assert.Equal((1, "There is no service 'nowhere'."), (key.Code, key.Error));
        var user = await Run(rig.Database, "short", "user", "set", "dora");
        Assert.Equal((1, true), (user.Code, user.Error.Contains("needs at least 12", StringComparison.Ordinal)));
        Assert.DoesNotContain("short", user.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Run(null, "", "migrate")).Code);
    }

    [Fact]
    public async Task A_document_is_checked_without_a_database()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Team.Yaml("https://sink.example.org"));
        Assert.Equal((0, "Valid: 3 responders, 1 schedules, 1 policies, 2 services, 0 keys."), await Check(file));
        await File.WriteAllTextAsync(file, "services: [{ name: x, policy: y }]");
        Assert.Equal(1, (await Check(file)).Item1);
        File.Delete(file);
    }

    [Fact]
    public async Task The_files_a_document_names_are_looked_at_when_their_directory_is_given()
    {
        var secrets = Directory.CreateTempSubdirectory("triage-secrets-").FullName;
        var file = Path.Combine(secrets, "triage.yaml");
        await File.WriteAllTextAsync(file, Team.Yaml("https://sink.example.org").Replace("/ops-room\" }", "/ops-room\", credential: chat }",
            StringComparison.Ordinal) + "\nkeys: [{ name: am, service: web, credential: am-token }]\n");
        Assert.Equal((0, "Valid: 3 responders, 1 schedules, 1 policies, 2 services, 1 keys."), await Check(file));
        await File.WriteAllTextAsync(Path.Combine(secrets, "am-token"), "much too short");
        var (code, _, error) = await Run(null, "", "check", file, "--secrets", secrets);
        Assert.Equal((1, 2), (code, error.Split('\n').Length));
        Assert.Contains($"'ops-room': credential 'chat' is not in '{secrets}'.", error, StringComparison.Ordinal);
        Assert.Contains("keys[0] 'am': credential 'am-token' is too easy to guess", error, StringComparison.Ordinal);
        Assert.DoesNotContain("much too short", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(secrets, "am-token"), "triage_0123456789abcdef0123456789abcdef\n");
        await File.WriteAllTextAsync(Path.Combine(secrets, "chat"), "x");
        Assert.Equal(0, (await Check(file, "--secrets", secrets)).Item1);
        Directory.Delete(secrets, recursive: true);
    }

    static async Task<(int, string)> Check(string file, params string[] more)
    {
        var (code, output, _) = await Run(null, "", ["check", file, .. more]);
        return (code, output);
    }

    [Fact]
    public async Task Dev_starts_everything_from_nothing_and_leaves_nothing_behind()
    {
        var start = Triage("dev", "--port", "0");
        start.Environment["TMPDIR"] = Directory.CreateTempSubdirectory("triage-dev-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(start.Environment["TMPDIR"]!, (UnixFileMode)0b111_101_101);
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        _ = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                lock (lines)
                    lines.Add(line);
        });
        string Said()
        {
            lock (lines)
                return string.Join('\n', lines);
        }
        await Eventually.Holds(() => Task.FromResult(Said().Contains("Ctrl-C", StringComparison.Ordinal)), Said);
        var url = Url().Match(Said()).Value;
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token().Match(Said()).Value);
        (await client.PostAsJsonAsync($"{url}/api/v1/alertmanager", Alerts.Payload("g", [Alerts.One("a")]))).EnsureSuccessStatusCode();
        // The demo's pages go to the log.
        await Eventually.Holds(() => Task.FromResult(Said().Contains("-phone", StringComparison.Ordinal)), Said);

        process.Terminate();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(Directory.GetDirectories(start.Environment["TMPDIR"]!, "triage-postgres-*"));
        Directory.Delete(start.Environment["TMPDIR"]!, recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();

    [GeneratedRegex("triage_[0-9a-f]{64}")]
    private static partial Regex Token();

    [Theory]
    [InlineData("Host=db;Database=x", "Host=db;Database=x")]
    [InlineData("postgresql://me:p%40ss@db:5433/x", "Host=db;Port=5433;Database=x;Username=me;Password=p@ss")]
    [InlineData("postgres://db/x", "Host=db;Port=5432;Database=x")]
    public void Both_forms_of_a_connection_string_are_understood(string given, string expected) =>
        Assert.Equal(expected, ConnectionStrings.Normalize(given));
}
