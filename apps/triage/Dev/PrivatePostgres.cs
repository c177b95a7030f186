using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Basecamp.Triage.Dev;

/// <summary>
/// A PostgreSQL of one's own in a temporary directory: loopback only, a random port and password, gone when disposed.
/// PostgreSQL refuses to run as root, so root starts it as the system user postgres.
/// </summary>
sealed class PrivatePostgres : IAsyncDisposable
{
    const string Prefix = "triage-postgres-";
    const string OwnerFile = "owner";
    static readonly bool IsRoot = Environment.UserName == "root";

    readonly string directory;
    readonly string binaries;
    readonly bool durable;

    PrivatePostgres(string directory, string binaries, int port, string password, bool durable)
    {
        (this.directory, this.binaries, this.durable, Port) = (directory, binaries, durable, port);
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "triage",
            Password = password,
            Database = "postgres",
            Timeout = 5,
        }.ConnectionString;
    }

    public int Port { get; }

    /// <summary>As superuser of the database "postgres".</summary>
    public string ConnectionString { get; }

    /// <summary>Of the postmaster, while it runs.</summary>
    public int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(directory, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="durable">False: no fsync, for tests that throw the data away.</param>
    /// <param name="settings">More server settings, name=value.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PrivatePostgres> Start(bool durable = true, params string[] settings)
    {
        await RemoveAbandoned();
        var directory = Directory.CreateTempSubdirectory(Prefix).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, OwnerFile), Owner(Environment.ProcessId));
        var password = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        var server = new PrivatePostgres(directory, FindBinaries(), FreePort(), password, durable);
        await server.Initialize(password, settings);
        await server.StartServer();
        return server;
    }

    /// <param name="mode">smart, fast or immediate.</param>
    public Task StopServer(string mode = "fast") => Run("pg_ctl", "-D", Path.Combine(directory, "data"), "-m", mode, "-w", "stop");

    public Task StartServer() => Run("pg_ctl", "-D", Path.Combine(directory, "data"), "-l", Path.Combine(directory, "log"), "-w", "start");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(directory, "data", "postmaster.pid")))
            await StopServer(durable ? "fast" : "immediate");
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>
    /// Stops and removes the servers of processes that were killed before they could: nobody else has their password.
    /// </summary>
    static async Task RemoveAbandoned()
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                var owner = await File.ReadAllTextAsync(Path.Combine(left, OwnerFile));
                if (owner == Owner(int.Parse(owner.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)))
                    continue;
                await StopAbandoned(left);
                Directory.Delete(left, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not ours, only just being made, or being removed by somebody else at this moment.
            }
        }
    }

    static async Task StopAbandoned(string left)
    {
        var server = new PrivatePostgres(left, FindBinaries(), FreePort(), "", durable: false);
        try
        {
            if (File.Exists(Path.Combine(left, "data", "postmaster.pid")))
                await server.StopServer("immediate");
        }
        catch (InvalidOperationException)
        {
            // It died with its owner; only the file of its number is left.
        }
    }

    /// <summary>A process and when it started, since numbers are used again; empty when there is none.</summary>
    static string Owner(int processId)
    {
        try
        {
            // The kernel's own count of ticks where there is one: the time made from it wavers with the clock.
            var stat = $"/proc/{processId}/stat";
            if (File.Exists(stat))
                return $"{processId} {File.ReadAllText(stat).Split(") ")[^1].Split(' ')[19]}";
            using var process = Process.GetProcessById(processId);
            return $"{processId} {new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}";
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return "";
        }
    }

    async Task Initialize(string password, string[] settings)
    {
        var passwordFile = Path.Combine(directory, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (IsRoot)
            await Execute("chown", ["-R", "postgres:", directory]);
        var data = Path.Combine(directory, "data");
        await Run("initdb", "-D", data, "-U", "triage", "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8",
            durable ? "--data-checksums" : "--no-sync");
        File.Delete(passwordFile);
        string[] lines =
        [
            $"port = {Port}", "listen_addresses = '127.0.0.1'", $"unix_socket_directories = '{directory}'", "max_connections = 300",
            .. durable ? (string[])[] : ["fsync = off", "synchronous_commit = off", "full_page_writes = off"], .. settings,
        ];
        await File.AppendAllLinesAsync(Path.Combine(data, "postgresql.conf"), lines);
    }

    Task Run(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return IsRoot ? Execute("runuser", ["-u", "postgres", "--", path, .. arguments]) : Execute(path, arguments);
    }

    static async Task Execute(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // The server inherits its output; waiting for the end of the stream would wait for the server.
        var lines = new List<string>();
        process.OutputDataReceived += (_, e) => { if (e.Data is not null) lock (lines) lines.Add(e.Data); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) lock (lines) lines.Add(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited)
            await Task.Delay(20);
        if (process.ExitCode == 0)
            return;
        lock (lines)
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)} ended with {process.ExitCode}: {string.Join(Environment.NewLine, lines.TakeLast(20))}");
    }

    static string FindBinaries()
    {
        string[] places =
        [
            .. DebianVersions().Select(d => Path.Combine(d, "bin")),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            "/opt/homebrew/opt/postgresql@17/bin", "/usr/local/pgsql/bin",
        ];
        return places.FirstOrDefault(p => File.Exists(Path.Combine(p, "initdb"))) ?? throw new InvalidOperationException(
            "PostgreSQL is not installed (no initdb). Debian and Ubuntu: apt-get install postgresql. Or give a server with --database.");
    }

    // The newest first.
    static IEnumerable<string> DebianVersions() =>
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending() : [];

    // Below the range from which systems take ports for outgoing connections: none of those can sit on it while the server
    // is being set up, or restarted.
    static int FreePort()
    {
        for (; ; )
        {
            var port = Random.Shared.Next(10_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
