using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Basecamp.Triage.Database;
using Dapper;

namespace Basecamp.Triage.Incidents;

/// <summary>
/// Idempotency-Key: the first answer to a request is kept for a day and given again to a repeat, so that a script may retry
/// anything.
/// </summary>
sealed class Idempotency(Db db)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    sealed record Stored
    {
        public byte[] RequestHash { get; init; } = [];
        public string Response { get; init; } = "";
    }

    /// <param name="actor">Keys are per actor.</param>
    /// <param name="key">From the header; null runs without.</param>
    /// <param name="request">What is asked, to notice a key used twice for different things.</param>
    /// <param name="run">Does it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TransitionResult> Once(
        string actor, string? key, string request, Func<Task<TransitionResult>> run, CancellationToken ct)
    {
        if (key is null)
            return await run();
        if (key.Length is 0 or > 200)
            return new(TransitionOutcome.Conflict, $"Idempotency-Key has {key.Length} characters; use 1-200.");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(request));
        if (await Find(actor, key, ct) is { } stored)
            return stored.RequestHash.AsSpan().SequenceEqual(hash)
                ? JsonSerializer.Deserialize<TransitionResult>(stored.Response, Json)!
                : new(TransitionOutcome.Conflict, $"Idempotency-Key '{key}' was used for another request. Use a new key for each.");
        var result = await run();
        await db.Read(connection => connection.ExecuteAsync(new CommandDefinition("""
            insert into api_idempotency (actor, key, request_hash, status_code, response)
            values (@actor, @key, @hash, 200, @response) on conflict do nothing
            """, new { actor, key, hash, response = JsonSerializer.Serialize(result, Json) }, cancellationToken: ct)), ct);
        return result;
    }

    Task<Stored?> Find(string actor, string key, CancellationToken ct) => db.Read(
        connection => connection.QuerySingleOrDefaultAsync<Stored>(new CommandDefinition(
            "select request_hash, response from api_idempotency where actor = @actor and key = @key", new { actor, key },
            cancellationToken: ct)), ct);
}
