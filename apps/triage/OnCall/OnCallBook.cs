using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>Everything about people and schedules at one configuration version, in memory and immutable.</summary>
sealed class OnCallBook(long version, IReadOnlyDictionary<long, Responder> responders, IReadOnlyDictionary<long, Schedule> schedules,
    IReadOnlyDictionary<long, ContactMethod> channels)
{
    readonly HashSet<long> disabled = [.. responders.Values.Where(r => r.Disabled).Select(r => r.Id)];

    public long Version => version;

    public IReadOnlyDictionary<long, Responder> Responders => responders;

    public IReadOnlyDictionary<long, Schedule> Schedules => schedules;

    /// <summary>Team channels: methods that belong to nobody.</summary>
    public IReadOnlyDictionary<long, ContactMethod> Channels => channels;

    public IReadOnlySet<long> Disabled => disabled;

    public IReadOnlyList<Responder> OnCallAt(long scheduleId, Instant at) => schedules.TryGetValue(scheduleId, out var schedule)
        ? [.. schedule.OnCallAt(at, disabled).Where(responders.ContainsKey).Select(id => responders[id])]
        : [];

    public string NameOf(long responderId) => responders.TryGetValue(responderId, out var r) ? r.Name : $"#{responderId}";
}
