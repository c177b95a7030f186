using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Basecamp.Triage.Tests.Channels;

/// <summary>As much of a mail server as one message needs.</summary>
sealed class SmtpServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly StringBuilder message = new();
    readonly List<string> commands = [];
    Task serving = Task.CompletedTask;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Commands that it got, in order.</summary>
    public IReadOnlyList<string> Commands => commands;

    public string Message => message.ToString();

    /// <param name="answerToRecipient">What RCPT TO gets.</param>
    /// <param name="answerToLogin">What AUTH gets. Default null: it is not offered.</param>
    public static SmtpServer Start(string answerToRecipient, string? answerToLogin = null)
    {
        var server = new SmtpServer();
        server.listener.Start();
        server.serving = server.Serve(answerToRecipient, answerToLogin);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        listener.Dispose();
    }

    async Task Serve(string answerToRecipient, string? answerToLogin)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var inMessage = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (inMessage)
            {
                inMessage = line != ".";
                if (inMessage)
                    message.Append(line).Append("\r\n");
                else
                    await writer.WriteLineAsync("250 taken");
                continue;
            }
            commands.Add(line.Split(' ')[0]);
            inMessage = line == "DATA";
            await writer.WriteLineAsync(line switch
            {
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ when answerToLogin is not null && line.StartsWith("EHLO", StringComparison.Ordinal) => "250-test\r\n250 AUTH PLAIN",
                _ when answerToLogin is not null && line.StartsWith("AUTH", StringComparison.Ordinal) => answerToLogin,
                _ when line.StartsWith("RCPT", StringComparison.Ordinal) => answerToRecipient,
                _ => "250 OK",
            });
        }
    }
}
