using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Dev;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Settings;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Basecamp.Triage.Bench;

/// <summary>A PostgreSQL with its defaults (fsync on), a configured triage database, and replicas as processes.</summary>
sealed class Arena : IAsyncDisposable
{
    readonly List<Process> replicas = [];
    readonly PrivatePostgres postgres;

    Arena(PrivatePostgres postgres)
    {
        this.postgres = postgres;
        Source = NpgsqlDataSource.Create(postgres.ConnectionString);
    }

    public NpgsqlDataSource Source { get; }

    public static async Task<Arena> Start(string yaml)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var arena = new Arena(await PrivatePostgres.Start(durable: true, "shared_preload_libraries = 'pg_stat_statements'"));
        await new Migrator(arena.Source, NullLogger<Migrator>.Instance).Migrate(default);
        var db = new Db(arena.Source);
        await new ConfigStore(db, new(), new(db), new(), NullLogger<ConfigStore>.Instance).Apply(yaml, "bench", default);
        return arena;
    }

    public async Task<string> CreateKey(string scope, string? service = null)
    {
        var db = new Db(Source);
        var (key, error) = await new KeyAdmin(db, new KeyStore(db)).Create($"{scope}-{Guid.NewGuid():N}", scope, service, "group", default);
        return key?.Token ?? throw new InvalidOperationException(error);
    }

    public async Task<int> Execute(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters, commandTimeout: 900);
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>Starts a replica and waits until it is ready.</summary>
    public async Task<(Process Process, string Url)> StartReplica(bool engine = true, TimeSpan? poll = null)
    {
        var port = Random.Shared.Next(10_000, 32_000);
        var url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(TriageApp).Assembly.Location, "serve", "--urls", url, "--Logging:LogLevel:Default=None",
                $"--Triage:Engine:Enabled={engine}", $"--Triage:Engine:PollInterval={poll ?? TimeSpan.FromSeconds(1):c}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Triage__Database"] = postgres.ConnectionString;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        replicas.Add(process);
        using var client = new HttpClient();
        for (var i = 0; i < 600; i++)
        {
            try
            {
                if ((await client.GetAsync($"{url}/readyz")).IsSuccessStatusCode)
                    return (process, url);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        throw new InvalidOperationException("The replica did not become ready within a minute.");
    }

    /// <summary>CPU time of the server and all its backends so far, milliseconds.</summary>
    public double PostgresCpu()
    {
        var postmaster = postgres.ProcessId.ToString(CultureInfo.InvariantCulture);
        var ticks = 0L;
        foreach (var directory in Directory.GetDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            string[] fields;
            try
            {
                var stat = File.ReadAllText(Path.Combine(directory, "stat"));
                fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            }
            catch (IOException)
            {
                continue;
            }
            if (Path.GetFileName(directory) == postmaster)
                ticks += fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
            else if (fields[1] == postmaster)
                ticks += fields[11..13].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
        }
        return ticks * 10.0;
    }

    public void StopReplicas()
    {
        foreach (var replica in replicas)
        {
            if (!replica.HasExited)
                replica.Kill();
            replica.WaitForExit();
            replica.Dispose();
        }
        replicas.Clear();
    }

    /// <summary>Transactions per second of a script under pgbench, prepared statements on.</summary>
    public async Task<double> Pgbench(string script, int clients, TimeSpan time)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        var start = new ProcessStartInfo(Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin/pgbench")
        {
            ArgumentList =
            {
                "-n", "-M", "prepared", "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", "1", "-T",
                Math.Max(1, (int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                "-f", Path.Combine(AppContext.BaseDirectory, "sql", script),
                "-h", "127.0.0.1", "-p", settings.Port.ToString(CultureInfo.InvariantCulture), "-U", settings.Username!, settings.Database!,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = settings.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException(await errors);
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public static HttpClient Client(string url, string token)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = new(url),
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        StopReplicas();
        await Source.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
