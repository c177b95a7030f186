using System.Collections.Concurrent;
using System.Security.Cryptography;
using Basecamp.Triage.Database;
using Basecamp.Triage.Ingest;
using Dapper;

namespace Basecamp.Triage.Access;

/// <summary>An API key as the request needs it.</summary>
sealed record ApiKey
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Scope { get; init; } = "";
    public bool Disabled { get; init; }
    public byte[] PrimarySha256 { get; init; } = [];
    public byte[]? SecondarySha256 { get; init; }
    public string Grouping { get; init; } = "group";
    public long? ServiceId { get; init; }
    public string? Service { get; init; }
    public string? ServiceUrgency { get; init; }
    public int? OpenCap { get; init; }
    public string? PolicySnapshot { get; init; }

    public IngestKey ToIngestKey() => new()
    {
        Id = Id,
        Name = Name,
        ServiceId = ServiceId!.Value,
        Service = Service!,
        ServiceUrgency = ServiceUrgency!,
        OpenCap = OpenCap!.Value,
        Grouping = Grouping,
        PolicySnapshot = PolicySnapshot!,
    };
}

/// <summary>
/// Looks up API keys by token. Answers, also negative ones, are kept for five seconds: a flood costs no queries, and a
/// disabled key is cut off within that time.
/// </summary>
sealed class KeyStore(Db db)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    const int MostEntries = 10_000;

    readonly ConcurrentDictionary<string, (ApiKey? Key, long Expires)> cache = new(StringComparer.Ordinal);

    public async Task<ApiKey?> Find(string token, CancellationToken ct)
    {
        var hash = Tokens.Hash(token);
        var index = Convert.ToBase64String(hash);
        if (cache.TryGetValue(index, out var hit) && hit.Expires > Environment.TickCount64)
            return hit.Key;
        var key = await Read(hash, ct);
        if (cache.Count >= MostEntries)
            cache.Clear();
        cache[index] = (key, Environment.TickCount64 + (long)Lifetime.TotalMilliseconds);
        return key;
    }

    /// <summary>Forget what is cached, after a change made here.</summary>
    public void Clear() => cache.Clear();

    async Task<ApiKey?> Read(byte[] hash, CancellationToken ct)
    {
        var key = await db.Read(connection => connection.QueryFirstOrDefaultAsync<ApiKey>(new CommandDefinition("""
            update api_keys k set last_used_at = now()
            from api_keys a left join services s on s.id = a.service_id
            where k.id = a.id and (a.primary_sha256 = @hash or a.secondary_sha256 = @hash)
            returning a.id, a.name, a.scope, a.disabled_at is not null as disabled, a.primary_sha256, a.secondary_sha256, a.grouping,
                      a.service_id, s.name as service, s.urgency as service_urgency, s.open_cap,
                      policy_snapshot(s.policy_id)::text as policy_snapshot
            """, new { hash }, cancellationToken: ct)), ct);
        if (key is null || key.Disabled)
            return null;
        var matches = CryptographicOperations.FixedTimeEquals(hash, key.PrimarySha256) |
            CryptographicOperations.FixedTimeEquals(hash, key.SecondarySha256 ?? new byte[32]);
        return matches ? key : null;
    }
}
