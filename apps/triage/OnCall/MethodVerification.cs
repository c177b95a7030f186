using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Settings;
using Dapper;

namespace Basecamp.Triage.OnCall;

/// <summary>
/// Proof that an address reaches its owner: a code of six digits goes there, valid 15 minutes and five tries, and comes
/// back through the owner's own session. Until then the method is not used for pages.
/// </summary>
sealed class MethodVerification(Db db, IEnumerable<IPageChannel> channels)
{
    public const int MostTries = 5;
    static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    sealed record Addressee
    {
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Address { get; init; } = "";
        public string? Credential { get; init; }
        public string? Responder { get; init; }
    }

    /// <summary>Sends a new code; the one before is void.</summary>
    /// <param name="methodId">Whose address.</param>
    /// <param name="by">Must be the owner.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TransitionResult> SendCode(long methodId, Actor by, CancellationToken ct)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var to = await db.InTransaction(connection => connection.QuerySingleOrDefaultAsync<Addressee>(new CommandDefinition("""
            update contact_methods m set code_sha256 = @hash, code_sent_at = now(), code_tries = 0
            from responders r
            where m.id = @methodId and m.responder_id = r.id and r.id = @owner and m.disabled_at is null and m.verified_at is null
              and (m.code_sent_at is null or m.code_sent_at <= now() - interval '1 minute')
            returning m.name, m.kind, m.address, m.credential, r.name as responder
            """, new { methodId, owner = by.ResponderId, hash = Hash(methodId, code) }, cancellationToken: ct)), ct);
        if (to is null)
            return await WhyNot(methodId, by, ct);
        var result = await Deliver(to, code, ct);
        return result.Outcome == SendOutcome.Sent
            ? new(TransitionOutcome.Done, $"A code went to {to.Name}. Enter it within 15 minutes.")
            : new(TransitionOutcome.Conflict, $"The code could not be sent to {to.Name}: {result.Error}.");
    }

    /// <summary>Checks a code; right, the method is used from the next page on.</summary>
    public async Task<TransitionResult> Verify(long methodId, Actor by, string code, CancellationToken ct)
    {
        // Counting and comparing are one statement, so that guessing in parallel wins nothing.
        var verified = await db.InTransaction(async connection =>
        {
            var right = await connection.ExecuteScalarAsync<bool?>(new CommandDefinition("""
                update contact_methods
                set code_tries = code_tries + 1,
                    verified_at = case when code_sha256 = @hash then now() end,
                    verified_by = case when code_sha256 = @hash then 'code' end,
                    code_sent_at = case when code_sha256 = @hash then null else code_sent_at end,
                    code_sha256 = case when code_sha256 = @hash then null else code_sha256 end
                where id = @methodId and responder_id = @owner and disabled_at is null and verified_at is null
                  and code_sha256 is not null and code_tries < @MostTries and code_sent_at > now() - interval '15 minutes'
                returning verified_at is not null
                """, new { methodId, owner = by.ResponderId, hash = Hash(methodId, code.Trim()), MostTries }, cancellationToken: ct));
            if (right == true)
                await connection.RaiseConfigVersion(ct);
            return right;
        }, ct);
        return verified switch
        {
            true => new(TransitionOutcome.Done, "Verified: pages go there from now on."),
            false => new(TransitionOutcome.Conflict, "That is not the code. Look again, or have a new one sent."),
            null => await WhyNot(methodId, by, ct),
        };
    }

    async Task<TransitionResult> WhyNot(long methodId, Actor by, CancellationToken ct)
    {
        var verified = await db.Read(connection => connection.ExecuteScalarAsync<bool?>(new CommandDefinition("""
            select verified_at is not null from contact_methods
            where id = @methodId and responder_id = @owner and disabled_at is null
            """, new { methodId, owner = by.ResponderId }, cancellationToken: ct)), ct);
        return verified switch
        {
            null => new(TransitionOutcome.NotFound, $"You have no contact method {methodId}."),
            true => new(TransitionOutcome.Unchanged, "It is verified already."),
            false => new(TransitionOutcome.Conflict, "There is no valid code now. Have a new one sent; one goes out per minute."),
        };
    }

    async Task<SendResult> Deliver(Addressee to, string code, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(SendTimeout);
        try
        {
            return await channels.Single(c => c.Kind == to.Kind).Send(new PageMessage
            {
                Id = Guid.NewGuid(),
                Attempt = 1,
                Reason = "verification",
                Channel = to.Kind,
                Address = to.Address,
                Credential = to.Credential,
                MethodName = to.Name,
                Responder = to.Responder,
                Title = $"Your code is {code}",
                Severity = (short)Severity.Info,
                Service = "triage",
            }, timeout.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return SendResult.Retry(e.GetType().Name);
        }
    }

    static byte[] Hash(long methodId, string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{methodId}:{code}")));
}
