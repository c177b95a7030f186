using NodaTime;
using NodaTime.TimeZones;

namespace Basecamp.Triage.OnCall;

/// <summary>
/// The one place where wall time becomes an instant. A time skipped by daylight saving means the first instant after the
/// gap; a time that happens twice means its first occurrence. Time zone libraries disagree on both (PostgreSQL, .NET and
/// NodaTime's lenient rule give three different answers for London), so nothing else may convert.
/// </summary>
static class ZoneTime
{
    static readonly ZoneLocalMappingResolver Rule =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static Instant ToInstant(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, Rule).ToInstant();

    /// <summary>A zone of the IANA database, e.g. Europe/London.</summary>
    /// <exception cref="DateTimeZoneNotFoundException">The name is not in the database.</exception>
    public static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb[name];

    public static bool Exists(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;
}
