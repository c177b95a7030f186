using Basecamp.Triage.Channels;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Basecamp.Triage.Tests.Channels;

public sealed class ChannelTests : IDisposable
{
    readonly DirectoryInfo secrets = Directory.CreateTempSubdirectory("triage-secrets-");

    public void Dispose() => secrets.Delete(recursive: true);

    static PageMessage Page(string channel, string address, string? credential = null) => new()
    {
        Id = Guid.Parse("11111111-2222-3333-4444-555555555555"),
        Channel = channel,
        Address = address,
        Credential = credential,
        Attempt = 1,
        IncidentId = 7,
        Title = "Disk full\r\nBcc: evil@example.org",
        Severity = 4,
        Service = "web",
        Responder = "Anna",
        MethodName = "m",
        Reason = "escalation",
    };

    static IPageChannel Channel(string kind, TriageOptions options)
    {
        var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var http = services.GetRequiredService<IHttpClientFactory>();
        return kind switch
        {
            "webhook" => new WebhookChannel(http, new ChannelSecrets(options), options),
            "push" => new PushChannel(http, new ChannelSecrets(options), options),
            _ => new EmailChannel(new ChannelSecrets(options), options),
        };
    }

    [Theory]
    [InlineData(200, "Sent")]
    [InlineData(202, "Sent")]
    [InlineData(302, "Rejected")]
    [InlineData(400, "Rejected")]
    [InlineData(404, "Rejected")]
    [InlineData(408, "Retry")]
    [InlineData(429, "Retry")]
    [InlineData(500, "Retry")]
    [InlineData(503, "Retry")]
    public async Task An_answer_decides_whether_to_try_again(int status, string outcome)
    {
        await using var sink = await PageSink.Start();
        sink.Answer = _ => Task.FromResult(status);
        foreach (var kind in (string[])["webhook", "push"])
            Assert.Equal(outcome, (await Channel(kind, new()).Send(Page(kind, $"{sink.Url}/topic"), default)).Outcome.ToString());
        Assert.All(sink.Received, r => Assert.Equal("11111111-2222-3333-4444-555555555555", r.IdempotencyKey));
    }

    [Fact]
    public async Task A_push_address_without_a_topic_is_refused() =>
        Assert.Equal(SendOutcome.Rejected, (await Channel("push", new()).Send(Page("push", "https://ntfy.example.org/"), default)).Outcome);

    [Fact]
    public async Task A_missing_secret_is_said_by_name_and_never_by_content()
    {
        File.WriteAllText(Path.Combine(secrets.FullName, "there"), "s3cret\n");
        var store = new ChannelSecrets(new() { SecretsDirectory = secrets.FullName });
        Assert.Equal("s3cret", store.Read("there"));
        Assert.Null(store.Read(null));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.FromResult(store.Read("missing")));
        Assert.Contains("Secret 'missing' is not in Triage:SecretsDirectory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_goes_out_with_the_page_as_message_id_and_a_title_cannot_add_headers()
    {
        await using var server = SmtpServer.Start("250 OK");
        var options = new TriageOptions
        {
            Smtp = { Host = "127.0.0.1", Port = server.Port, StartTls = false,
            From = "triage@example.org" }
        };
        var result = await Channel("email", options).Send(Page("email", "anna@example.org"), default);
        Assert.Equal(SendOutcome.Sent, result.Outcome);
        var head = server.Message.Split("\r\n\r\n")[0];
        Assert.Contains("Message-ID: <11111111-2222-3333-4444-555555555555@example.org>", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\nBcc:", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("451 later", "Retry")]
    [InlineData("550 no such user", "Rejected")]
    public async Task A_mail_servers_refusal_is_for_now_or_for_good(string answer, string outcome)
    {
        await using var server = SmtpServer.Start(answer);
        var options = new TriageOptions
        {
            Smtp = { Host = "127.0.0.1", Port = server.Port, StartTls = false,
            From = "triage@example.org" }
        };
        Assert.Equal(outcome, (await Channel("email", options).Send(Page("email", "anna@example.org"), default)).Outcome.ToString());
    }

    [Theory]
    [InlineData("235 welcome", "Sent", new[] { "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT" })]
    [InlineData("454 later", "Retry", new[] { "EHLO", "AUTH" })]
    [InlineData("535 who are you", "Rejected", new[] { "EHLO", "AUTH" })]
    public async Task A_mail_server_that_refuses_the_login_gets_no_mail(string answer, string outcome, string[] commands)
    {
        File.WriteAllText(Path.Combine(secrets.FullName, "smtp"), "s3cret");
        await using var server = SmtpServer.Start("250 OK", answer);
        var options = new TriageOptions
        {
            SecretsDirectory = secrets.FullName,
            Smtp = { Host = "127.0.0.1", Port = server.Port, StartTls = false, User = "triage", PasswordSecret = "smtp" },
        };

        var result = await Channel("email", options).Send(Page("email", "anna@example.org"), default);

        Assert.Equal(outcome, result.Outcome.ToString());
        Assert.DoesNotContain("s3cret", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(commands, server.Commands.Where(command => command != "RSET"));
    }

    [Fact]
    public async Task Without_the_encryption_that_was_asked_for_nothing_is_sent()
    {
        await using var server = SmtpServer.Start("250 OK");
        var options = new TriageOptions { Smtp = { Host = "127.0.0.1", Port = server.Port } };

        await Assert.ThrowsAsync<NotSupportedException>(() => Channel("email", options).Send(Page("email", "anna@example.org"), default));

        Assert.Empty(server.Message);
        Assert.DoesNotContain("MAIL", server.Commands);
    }

    [Fact]
    public async Task Mail_without_a_server_or_to_no_address_is_refused()
    {
        Assert.Equal(SendOutcome.Rejected, (await Channel("email", new()).Send(Page("email", "anna@example.org"), default)).Outcome);
        var options = new TriageOptions { Smtp = { Host = "127.0.0.1" } };
        foreach (var address in (string[])["not an address", "anna", "", "anna@"])
            Assert.Equal(SendOutcome.Rejected, (await Channel("email", options).Send(Page("email", address), default)).Outcome);
    }
}
