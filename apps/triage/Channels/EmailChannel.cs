using System.Net;
using System.Net.Mail;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Channels;

/// <summary>
/// Plain-text mail over SMTP, with STARTTLS unless switched off. The Message-ID is the page's id, so a repeat is recognised
/// by mail programs.
/// </summary>
sealed class EmailChannel(ChannelSecrets secrets, TriageOptions options) : IPageChannel
{
    public string Kind => "email";

    public int Concurrency => 4;

    public async Task<SendResult> Send(PageMessage page, CancellationToken ct)
    {
        if (options.Smtp.Host is not { Length: > 0 } host)
            return SendResult.Rejected("Triage:Smtp:Host is not set, so no mail can be sent");
        if (!MailAddress.TryCreate(page.Address, out var to))
            return SendResult.Rejected("the address is no mail address");
        var from = new MailAddress(options.Smtp.From);
        var severity = ((Severity)page.Severity).Word();
        using var mail = new MailMessage(from, to)
        {
            Subject = OneLine($"[{severity}] {page.Service}: {page.Title}"),
            Body = $"""
                {page.Title}

                Severity: {severity}
                Service:  {page.Service}
                Link:     {options.LinkOf(page)}
                """,
        };
        mail.Headers.Add("Message-ID", $"<{page.Id}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(host, options.Smtp.Port) { EnableSsl = options.Smtp.StartTls };
        if (options.Smtp.User is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, secrets.Read(options.Smtp.PasswordSecret));
        try
        {
            await client.SendMailAsync(mail, ct);
            return SendResult.Sent(page.Id.ToString());
        }
        catch (SmtpFailedRecipientException e) when (IsPermanent(e.StatusCode))
        {
            return SendResult.Rejected($"SMTP {(int)e.StatusCode}");
        }
        catch (SmtpException e)
        {
            return IsPermanent(e.StatusCode)
                ? SendResult.Rejected($"SMTP {(int)e.StatusCode}")
                : SendResult.Retry($"SMTP {(int)e.StatusCode}");
        }
    }

    static bool IsPermanent(SmtpStatusCode code) => (int)code is >= 500 and < 600;

    // A line break in a title would end the header.
    static string OneLine(string text) => text.ReplaceLineEndings(" ") is { Length: > 200 } cut ? cut[..200] : text.ReplaceLineEndings(" ");
}
