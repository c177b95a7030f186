using Dapper;
using Npgsql;

namespace Basecamp.Triage.Settings;

/// <param name="Changed">Keys made, changed or disabled.</param>
/// <param name="Problems">Keys left as they are, and why.</param>
sealed record KeysWritten(int Changed, IReadOnlyList<KeyProblem> Problems);

/// <param name="Key">Its name.</param>
/// <param name="Text">Where, what, and the remedy.</param>
sealed record KeyProblem(string Key, string Text);

/// <summary>
/// Writes the keys of a document. Only keys that came from a document are changed; one made by hand keeps its name. Wants
/// the configuration lock.
/// </summary>
static class KeyWriter
{
    /// <param name="db">In a transaction.</param>
    /// <param name="keys">All keys of the document, already valid in themselves.</param>
    /// <param name="file">What the file of a credential holds.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<KeysWritten> Write(
        NpgsqlConnection db, IReadOnlyList<KeyConfig> keys, Func<string, KeyFile> file, CancellationToken ct)
    {
        // First: a key that is called differently now takes its token along.
        var changed = await DisableMissing(db, keys, ct);
        var problems = new List<KeyProblem>();
        for (var i = 0; i < keys.Count; i++)
        {
            var (hash, problem) = file(keys[i].Credential);
            if (hash is not null)
                problem = await OwnerProblem(db, keys[i], hash, ct);
            if (problem is null)
                changed += await WriteKey(db, keys[i], hash!, ct);
            else
                problems.Add(new(keys[i].Name, $"keys[{i}] '{keys[i].Name}': {problem}"));
        }
        return new(changed, problems);
    }

    // Its token is forgotten too, so that another key may have it; coming back, the key takes what its file holds then.
    static Task<int> DisableMissing(NpgsqlConnection db, IReadOnlyList<KeyConfig> keys, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition("""
            update api_keys
            set disabled_at = now(), secondary_sha256 = null,
                primary_sha256 = sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
            where managed and disabled_at is null and not name = any(@names)
            """, new { names = keys.Select(k => k.Name).ToArray() }, cancellationToken: ct));

    static async Task<string?> OwnerProblem(NpgsqlConnection db, KeyConfig key, byte[] hash, CancellationToken ct)
    {
        if (await db.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from api_keys where name = @Name and not managed)", new { key.Name }, cancellationToken: ct)))
            return "a key of this name was made by hand, and the document leaves such keys alone. Choose another name here, " +
                "move the senders over, then disable the older key.";
        var other = await db.ExecuteScalarAsync<string?>(new CommandDefinition("""
            select name from api_keys where name <> @Name and (primary_sha256 = @hash or secondary_sha256 = @hash) limit 1
            """, new { key.Name, hash }, cancellationToken: ct));
        return other is null ? null
            : $"the token in '{key.Credential}' is already that of key '{other}'. Every key needs a token of its own: generate another.";
    }

    // A token that is not the first one becomes it, and the former first one stays valid as the second. A replica that still
    // sees the older file therefore only swaps the two. Disabled by hand, a key stays so until its file holds another token.
    static async Task<int> WriteKey(NpgsqlConnection db, KeyConfig key, byte[] hash, CancellationToken ct)
    {
        var values = new { key.Name, key.Scope, key.Service, key.Grouping, hash };
        var made = await db.ExecuteAsync(new CommandDefinition("""
            insert into api_keys (name, scope, service_id, grouping, primary_sha256, managed)
            values (@Name, @Scope, (select id from services where lower(name) = lower(@Service)), @Grouping, @hash, true)
            on conflict (name) do nothing
            """, values, cancellationToken: ct));
        return made > 0 ? made : await db.ExecuteAsync(new CommandDefinition("""
            update api_keys k
            set scope = @Scope, service_id = s.id, grouping = @Grouping, primary_sha256 = @hash, disabled_at = null,
                secondary_sha256 = case
                    when k.disabled_at is not null then null
                    when k.primary_sha256 = @hash then k.secondary_sha256
                    else k.primary_sha256 end
            from (select 1) one left join services s on lower(s.name) = lower(@Service)
            where k.name = @Name and k.managed
              and (k.scope, k.service_id, k.grouping, k.primary_sha256) is distinct from (@Scope, s.id, @Grouping, @hash)
              and (k.disabled_at is null or (k.primary_sha256 <> @hash and k.secondary_sha256 is distinct from @hash))
            """, values, cancellationToken: ct));
    }
}
