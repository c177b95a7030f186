using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Basecamp.Triage.Channels;

/// <summary>
/// Plain-text mail over SMTP, with STARTTLS (on port 465 with TLS from the start) unless switched off. The Message-ID is the page's id, so a repeat is
/// recognised by mail programs.
/// </summary>
sealed class EmailChannel(ChannelSecrets secrets, TriageOptions options) : IPageChannel
{
    const int ImplicitTlsPort = 465;

    static readonly ParserOptions WithDomain = new() { AllowAddressesWithoutDomain = false };

    public string Kind => "email";

    public int Concurrency => 4;

    public async Task<SendResult> Send(PageMessage page, CancellationToken ct)
    {
        if (options.Smtp.Host is not { Length: > 0 } host)
            return SendResult.Rejected("Triage:Smtp:Host is not set, so no mail can be sent");
        if (!MailboxAddress.TryParse(WithDomain, page.Address, out var to))
            return SendResult.Rejected("the address is not a mail address");
        using var mail = Message(page, to);
        using var client = new SmtpClient
        {
            // Certificates of a company's own authority rarely name a list that can be reached, and then every mail would fail.
            CheckCertificateRevocation = false,
        };
        try
        {
            await client.ConnectAsync(host, options.Smtp.Port, Security, ct);
            if (options.Smtp.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, secrets.Read(options.Smtp.PasswordSecret) ?? "", ct);
            await client.SendAsync(mail, ct);
            await client.DisconnectAsync(quit: true, ct);
            return SendResult.Sent(page.Id.ToString());
        }
        catch (AuthenticationException e) when (e.InnerException is SmtpCommandException { StatusCode: < SmtpStatusCode.SyntaxError } later)
        {
            return SendResult.Retry($"SMTP {(int)later.StatusCode}");
        }
        catch (AuthenticationException)
        {
            return SendResult.Rejected("the mail server refuses Triage:Smtp:User and its password");
        }
        catch (SmtpCommandException e)
        {
            return (int)e.StatusCode >= 500 ? SendResult.Rejected($"SMTP {(int)e.StatusCode}") : SendResult.Retry($"SMTP {(int)e.StatusCode}");
        }
    }

    SecureSocketOptions Security => options.Smtp switch
    {
        { StartTls: false } => SecureSocketOptions.None,
        { Port: ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    MimeMessage Message(PageMessage page, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(options.Smtp.From);
        var severity = ((Severity)page.Severity).Word();
        var mail = new MimeMessage([from], [to], OneLine($"[{severity}] {page.Service}: {page.Title}"), new TextPart("plain")
        {
            Text = $"""
                {page.Title}

                Severity: {severity}
                Service:  {page.Service}
                Link:     {options.LinkOf(page)}
                """,
        })
        {
            MessageId = $"{page.Id}@{from.Domain}",
        };
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    // A line break in a title would end the header.
    static string OneLine(string text) => text.ReplaceLineEndings(" ") is { Length: > 200 } cut ? cut[..200] : text.ReplaceLineEndings(" ");
}
