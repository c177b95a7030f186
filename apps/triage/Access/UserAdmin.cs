using Basecamp.Triage.Database;
using Dapper;

namespace Basecamp.Triage.Access;

/// <summary>People with a local password.</summary>
sealed class UserAdmin(Db db)
{
    /// <exception cref="InvalidOperationException">The password is too short, or the role unknown.</exception>
    public Task Set(string login, string? name, string role, string password, CancellationToken ct)
    {
        if (password.Length < Passwords.ShortestPassword)
            throw new InvalidOperationException(
                $"The password has {password.Length} characters; it needs at least {Passwords.ShortestPassword}. Give it on standard input.");
        if (role is not ("viewer" or "responder" or "admin"))
            throw new InvalidOperationException($"role is '{role}'; use viewer, responder or admin.");
        // A new password ends the sessions of the old one.
        return db.InTransaction(c => c.ExecuteAsync(new CommandDefinition("""
            insert into responders (login, name, role, password_hash) values (@login, @name, @role, @hash)
            on conflict (login) do update
            set password_hash = excluded.password_hash, session_version = responders.session_version + 1,
                role = case when responders.managed then responders.role else excluded.role end, disabled_at = null
            """, new { login, name = name ?? login, role, hash = Passwords.Hash(password) }, cancellationToken: ct)), ct);
    }
}
