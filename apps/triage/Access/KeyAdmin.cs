using Basecamp.Triage.Database;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Access;

/// <summary>A new token. The only time it is visible.</summary>
sealed record CreatedKey(long Id, string Name, string Token);

/// <summary>A key without anything secret.</summary>
sealed record KeyInfo
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Scope { get; init; } = "";
    public string? Service { get; init; }
    public string Grouping { get; init; } = "";

    /// <summary>It came from the configuration document.</summary>
    public bool Managed { get; init; }

    public DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; init; }
    public DateTime? DisabledAt { get; init; }
}

/// <summary>Makes, rotates and disables API keys.</summary>
sealed class KeyAdmin(Db db, KeyStore store)
{
    static readonly string[] AllScopes = [Scopes.Ingest, Scopes.Read, Scopes.Respond, Scopes.Admin];

    public async Task<(CreatedKey? Key, string? Error)> Create(
        string name, string scope, string? service, string grouping, CancellationToken ct)
    {
        if (name.Length is 0 or > 100)
            return (null, $"The name has {name.Length} characters; use 1-100.");
        if (!AllScopes.Contains(scope))
            return (null, $"scope is '{scope}'; use ingest, read, respond or admin.");
        if (grouping is not ("group" or "alert"))
            return (null, $"grouping is '{grouping}'; use group (one incident per Alertmanager group) or alert (one each).");
        if ((scope == Scopes.Ingest) != (service is not null))
            return (null, "An ingest key needs the service its alerts go to, and only an ingest key has one.");
        var token = Tokens.Create();
        try
        {
            var id = await db.InTransaction(c => c.ExecuteScalarAsync<long?>(new CommandDefinition("""
                insert into api_keys (name, scope, service_id, grouping, primary_sha256)
                select @name, @scope, s.id, @grouping, @hash from (select 1) one
                left join services s on lower(s.name) = lower(@service) and s.disabled_at is null
                where @service::text is null or s.id is not null
                returning id
                """, new { name, scope, service, grouping, hash = Tokens.Hash(token) }, cancellationToken: ct)), ct);
            store.Clear();
            return id is { } created ? (new(created, name, token), null) : (null, $"There is no service '{service}'.");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return (null, $"There is a key '{name}' already. Rotate it, or choose another name.");
        }
    }

    /// <summary>
    /// The new token becomes the first; the former first one stays valid as the second. A key of the configuration document
    /// gets its tokens from its file instead.
    /// </summary>
    /// <returns>Null when there is no such key.</returns>
    public async Task<CreatedKey?> Rotate(long id, CancellationToken ct)
    {
        var token = Tokens.Create();
        var name = await db.InTransaction(c => c.ExecuteScalarAsync<string?>(new CommandDefinition("""
            update api_keys set secondary_sha256 = primary_sha256, primary_sha256 = @hash
            where id = @id and disabled_at is null and not managed
            returning name
            """, new { id, hash = Tokens.Hash(token) }, cancellationToken: ct)), ct);
        store.Clear();
        return name is null ? null : new(id, name, token);
    }

    public async Task<bool> Disable(long id, CancellationToken ct)
    {
        var disabled = await db.InTransaction(c => c.ExecuteAsync(new CommandDefinition(
            "update api_keys set disabled_at = now() where id = @id and disabled_at is null", new { id }, cancellationToken: ct)), ct);
        store.Clear();
        return disabled > 0;
    }

    public async Task<IReadOnlyList<KeyInfo>> List(CancellationToken ct) => [.. await db.Read(
        c => c.QueryAsync<KeyInfo>(new CommandDefinition("""
            select k.id, k.name, k.scope, s.name as service, k.grouping, k.managed, k.created_at, k.last_used_at, k.disabled_at
            from api_keys k left join services s on s.id = k.service_id order by k.id
            """, cancellationToken: ct)), ct)];
}
