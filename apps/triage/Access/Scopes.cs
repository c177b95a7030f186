using System.Security.Claims;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Access;

/// <summary>
/// What a request may do. People get scopes from their role, API keys have exactly one and what it includes. Every route
/// names one of these; a route without one is closed to everybody.
/// </summary>
static class Scopes
{
    /// <summary>Send alerts and heartbeats, nothing else.</summary>
    public const string Ingest = "ingest";

    /// <summary>See everything.</summary>
    public const string Read = "read";

    /// <summary>Acknowledge, resolve, snooze, escalate, reassign; set overrides.</summary>
    public const string Respond = "respond";

    /// <summary>Change configuration and keys.</summary>
    public const string Admin = "admin";

    /// <summary>Anybody, without signing in.</summary>
    public const string Anyone = "anyone";

    public const string ClaimType = "scope";
    public const string ResponderIdClaim = "responder_id";
    public const string ActorKindClaim = "actor_kind";
    public const string SessionVersionClaim = "session_version";

    public static IEnumerable<string> OfKey(string scope) => scope == Ingest ? [Ingest] : Including(scope);

    public static IEnumerable<string> OfRole(string role) => role switch
    {
        "admin" => Including(Admin),
        "responder" => Including(Respond),
        _ => Including(Read),
    };

    static IEnumerable<string> Including(string scope) => scope switch
    {
        Admin => [Read, Respond, Admin],
        Respond => [Read, Respond],
        _ => [Read],
    };

    /// <summary>Who acts, for the timeline.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(
        user.FindFirstValue(ActorKindClaim) ?? "key",
        user.Identity?.Name ?? "unknown",
        long.TryParse(user.FindFirstValue(ResponderIdClaim), out var id) ? id : null);

    public static bool Can(this ClaimsPrincipal user, string scope) => user.HasClaim(ClaimType, scope);
}
