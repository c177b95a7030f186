using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Basecamp.Triage.Database;
using Dapper;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Basecamp.Triage.Access;

/// <summary>Somebody who can sign in.</summary>
sealed record Account
{
    public long Id { get; init; }
    public string Login { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string? PasswordHash { get; init; }
    public int SessionVersion { get; init; }
    public bool Disabled { get; init; }
}

/// <summary>
/// Signed-in people. A cookie is checked against the database at most every five seconds, so that somebody who is disabled,
/// or gets another role, feels it at once and not when the cookie ends.
/// </summary>
sealed class Sessions(Db db)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<long, (Account? Account, long Expires)> cache = new();

    public Task<Account?> FindByLogin(string login, CancellationToken ct) => db.Read(
        connection => connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition("""
            select id, login, name, role, password_hash, session_version, disabled_at is not null as disabled
            from responders where login = @login
            """, new { login }, cancellationToken: ct)), ct);

    /// <summary>
    /// Whom the sign-in service's subject belongs to. At the first time it is tied to the responder with that login; from
    /// then on only the subject counts, so a login given to somebody else opens nothing.
    /// </summary>
    public Task<Account?> FindOrLink(string subject, string? login, CancellationToken ct) => db.InTransaction(async connection =>
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            update responders set oidc_subject = @subject
            where login = @login and oidc_subject is null and not exists (select from responders where oidc_subject = @subject)
            """, new { subject, login }, cancellationToken: ct));
        return await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition("""
            select id, login, name, role, session_version, disabled_at is not null as disabled from responders where oidc_subject = @subject
            """, new { subject }, cancellationToken: ct));
    }, ct);

    public static ClaimsPrincipal PrincipalOf(Account account) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, account.Name),
            new Claim(Scopes.ActorKindClaim, "responder"),
            new Claim(Scopes.ResponderIdClaim, account.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(Scopes.SessionVersionClaim, account.SessionVersion.ToString(CultureInfo.InvariantCulture)),
            .. Scopes.OfRole(account.Role).Select(s => new Claim(Scopes.ClaimType, s)),
        ], CookieAuthenticationDefaults.AuthenticationScheme));

    public async Task Validate(CookieValidatePrincipalContext context)
    {
        var ct = context.HttpContext.RequestAborted;
        var id = long.Parse(context.Principal!.FindFirstValue(Scopes.ResponderIdClaim)!, CultureInfo.InvariantCulture);
        if (!cache.TryGetValue(id, out var hit) || hit.Expires <= Environment.TickCount64)
            cache[id] = hit = (await Read(id, ct), Environment.TickCount64 + (long)Lifetime.TotalMilliseconds);
        var version = context.Principal!.FindFirstValue(Scopes.SessionVersionClaim);
        if (hit.Account is not { Disabled: false } account ||
            account.SessionVersion.ToString(CultureInfo.InvariantCulture) != version)
            context.RejectPrincipal();
        else
            // The role of today, not the one at sign-in.
            context.ReplacePrincipal(PrincipalOf(account));
    }

    Task<Account?> Read(long id, CancellationToken ct) => db.Read(
        connection => connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition("""
            select id, login, name, role, session_version, disabled_at is not null as disabled from responders where id = @id
            """, new { id }, cancellationToken: ct)), ct);
}
