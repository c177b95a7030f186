using Basecamp.Triage.Access;
using Basecamp.Triage.OnCall;
using Microsoft.AspNetCore.Antiforgery;
using NodaTime;

namespace Basecamp.Triage.Web;

/// <summary>Who looks at a page, and when.</summary>
/// <param name="Name">For the header.</param>
/// <param name="ResponderId">Null for a key.</param>
/// <param name="CanRespond">Buttons are shown.</param>
/// <param name="Zone">In which times are shown.</param>
/// <param name="Now">The database's clock.</param>
/// <param name="FormToken">Against requests from other sites; goes into every form.</param>
/// <param name="Message">What the last action said.</param>
sealed record Viewer(string Name, long? ResponderId, bool CanRespond, DateTimeZone Zone, Instant Now, string FormToken, string? Message)
{
    public static Viewer Of(HttpContext context, OnCallBook book, DateTime now)
    {
        var actor = context.User.Actor();
        var zone = actor.ResponderId is { } id && book.Responders.TryGetValue(id, out var me) && ZoneTime.Exists(me.TimeZone)
            ? ZoneTime.Zone(me.TimeZone) : DateTimeZone.Utc;
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!;
        return new(actor.Name, actor.ResponderId, context.User.Can(Scopes.Respond), zone, Instant.FromDateTimeUtc(now), token, Flash.Take(context));
    }

    /// <summary>A relative time with the exact one, here and in UTC, as its title.</summary>
    public Html Ago(DateTime utc) => Time(Instant.FromDateTimeUtc(utc), Words.Ago(Now - Instant.FromDateTimeUtc(utc)));

    /// <summary>A time to come, with a countdown that keeps counting in the browser.</summary>
    public Html In(DateTime utc)
    {
        var at = Instant.FromDateTimeUtc(utc);
        return Html.Of($"""<time datetime="{Iso(at)}" title="{Exact(at)}" data-countdown>{Words.In(at - Now)}</time>""");
    }

    /// <summary>The exact time in the viewer's zone.</summary>
    public Html At(Instant at) => Time(at, Local(at));

    public string Local(Instant at) => at.InZone(Zone).ToString("ddd d MMM HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    Html Time(Instant at, string words) => Html.Of($"""<time datetime="{Iso(at)}" title="{Exact(at)}">{words}</time>""");

    string Exact(Instant at) =>
        $"{at.InZone(Zone).ToString("ddd d MMM uuuu HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} {Zone.Id} ({Iso(at)})";

    static string Iso(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);
}
