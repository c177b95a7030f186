using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using NodaTime;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Decides what a due incident does: pure, everything it needs comes in. Steps without anybody to page are skipped at once
/// instead of waited for (goalert#4548), at most to the end of the pass, so that a policy of empty steps cannot spin.
/// </summary>
static class StepPlanner
{
    const int ShortestPassSeconds = 60;

    public static StepPlan Plan(DueIncident incident, OnCallBook book, Instant now)
    {
        if (incident.InMaintenance)
            return new(StepOutcome.Maintenance, [], [new(EventKinds.MaintenanceStarted, new { })], incident.NextStep, incident.Loop, null,
                "maintenance");
        var policy = incident.Policy;
        var events = new List<PlannedEvent>();
        if (policy.Steps.Count > 0 && incident.NextStep >= policy.Steps.Count)
            return Exhausted(incident, policy);

        for (var step = incident.NextStep; step < policy.Steps.Count; step++)
        {
            var pages = PagesOf(policy.Steps[step], step, incident.Urgency, book, now).ToList();
            if (pages.Count == 0)
            {
                events.Add(new(EventKinds.StepSkipped, new { step = step + 1, targets = policy.Steps[step].Targets.Select(t => t.Name) }));
                continue;
            }
            var people = pages.Select(p => p.ResponderId is { } id ? book.NameOf(id) : book.Channels[p.MethodId].Name).Distinct();
            events.Add(new(EventKinds.Step, new { step = step + 1, pass = incident.Loop + 1, people }));
            var (next, loop) = After(step, incident.Loop, policy);
            return new(StepOutcome.Paged, pages, events, next, loop, policy.Steps[step].DelaySeconds, null);
        }
        return NobodyReachable(incident, policy, book, events);
    }

    static StepPlan Exhausted(DueIncident incident, PolicySnapshot policy) => new(StepOutcome.Exhausted, [],
        [new(EventKinds.Exhausted, new { passes = incident.Loop + 1 })], policy.Steps.Count, incident.Loop, null, "exhausted");

    // The whole rest of the pass is empty.
    static StepPlan NobodyReachable(DueIncident incident, PolicySnapshot policy, OnCallBook book, List<PlannedEvent> events)
    {
        events.Add(new(EventKinds.NobodyReachable, new { pass = incident.Loop + 1 }));
        var pages = new List<PlannedPage>();
        if (incident.FallbackMethodId is { } id && FindMethod(book, id) is { } fallback)
        {
            pages.Add(new(policy.Steps.Count, 0, "fallback", fallback.ResponderId, id, fallback.Method.Kind, 0));
            events.Add(new(EventKinds.Fallback, new { channel = fallback.Method.Name }));
        }
        var wait = Math.Max(ShortestPassSeconds, policy.Steps.Select(s => s.DelaySeconds).LastOrDefault());
        return incident.Loop < policy.Repeat
            ? new(StepOutcome.Empty, pages, events, 0, incident.Loop + 1, wait, null)
            : policy.Steps.Count > 0
                ? new(StepOutcome.Empty, pages, events, policy.Steps.Count, incident.Loop, wait, null)
                : new(StepOutcome.Empty, pages, [.. events, .. Exhausted(incident, policy).Events], 0, incident.Loop, null, "exhausted");
    }

    static (int Step, int Loop) After(int step, int loop, PolicySnapshot policy) =>
        step + 1 < policy.Steps.Count ? (step + 1, loop)
        : loop < policy.Repeat ? (0, loop + 1)
        : (policy.Steps.Count, loop);

    static IEnumerable<PlannedPage> PagesOf(PolicyStep step, int position, string urgency, OnCallBook book, Instant now)
    {
        foreach (var responder in PeopleOf(step, book, now))
            foreach (var (ruleNo, method, delay) in responder.PagesFor(urgency))
                yield return new(position, ruleNo, "escalation", responder.Id, method.Id, method.Kind, delay);
        foreach (var target in step.Targets.Where(t => t.Kind == StepTarget.Channel))
            if (book.Channels.TryGetValue(target.Id, out var channel) && channel.Usable)
                yield return new(position, 0, "escalation", null, channel.Id, channel.Kind, 0);
    }

    /// <summary>The people a step pages at that moment, each once.</summary>
    public static IEnumerable<Responder> PeopleOf(PolicyStep step, OnCallBook book, Instant at) => step.Targets
        .SelectMany(t => t.Kind switch
        {
            StepTarget.Schedule => book.OnCallAt(t.Id, at),
            StepTarget.Responder or StepTarget.Reassigned => book.Responders.TryGetValue(t.Id, out var r) ? [r] : [],
            _ => (IReadOnlyList<Responder>)[],
        })
        .Where(r => r.Reachable)
        .DistinctBy(r => r.Id);

    static (ContactMethod Method, long? ResponderId)? FindMethod(OnCallBook book, long id)
    {
        if (book.Channels.TryGetValue(id, out var channel))
            return channel.Usable ? (channel, null) : null;
        foreach (var responder in book.Responders.Values)
            if (responder.Methods.FirstOrDefault(m => m.Id == id) is { Usable: true } method)
                return (method, responder.Id);
        return null;
    }
}
