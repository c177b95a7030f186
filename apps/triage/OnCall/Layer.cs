using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>One rotation of a schedule with its members.</summary>
/// <param name="Name">Unique in the schedule at any time.</param>
/// <param name="Priority">Higher wins where the schedule does not take the union.</param>
/// <param name="Rotation">How the turns go round.</param>
/// <param name="Members">Ids of responders in the order of their turns.</param>
/// <param name="Restrictions">Windows in which the layer counts; none means always.</param>
/// <param name="ValidFrom">The layer did not exist before; null means always did.</param>
/// <param name="ValidUntil">The layer does not exist from here on; null means no end.</param>
/// <param name="TurnOffset">Added to the number of the shift, so that a changed list keeps whose turn it is.</param>
sealed record Layer(
    string Name, int Priority, Rotation Rotation, IReadOnlyList<long> Members, IReadOnlyList<Restriction> Restrictions,
    Instant? ValidFrom = null, Instant? ValidUntil = null, int TurnOffset = 0)
{
    /// <summary>The responder whose turn it is, or null outside the layer's time.</summary>
    public long? MemberAt(Instant at, DateTimeZone zone)
    {
        if (Members.Count == 0 || at < ValidFrom || at >= ValidUntil)
            return null;
        if (Restrictions.Count > 0 && !Restrictions.Any(r => r.Covers(at, zone)))
            return null;
        var shift = Members.Count == 1 ? 0 : Rotation.ShiftAt(at, zone) + TurnOffset;
        return Members[(int)((shift % Members.Count + Members.Count) % Members.Count)];
    }

    /// <summary>
    /// The offset with which another list of members starts at the same person: the one on now, or, if that one leaves, the
    /// next of the old order that stays.
    /// </summary>
    public int OffsetFor(IReadOnlyList<long> members, Instant at, DateTimeZone zone)
    {
        var turn = Rotation.ShiftAt(at, zone);
        var index = (int)(((turn + TurnOffset) % Members.Count + Members.Count) % Members.Count);
        var stays = Enumerable.Range(0, Members.Count).Select(i => Members[(index + i) % Members.Count]).FirstOrDefault(members.Contains);
        var position = Math.Max(0, members.ToList().IndexOf(stays));
        return (int)(((position - turn) % members.Count + members.Count) % members.Count);
    }

    /// <summary>Every moment in the range at which the layer's answer can change.</summary>
    public IEnumerable<Instant> ChangesBetween(Instant from, Instant to, DateTimeZone zone)
    {
        if (Members.Count > 1)
        {
            var shift = Rotation.ShiftAt(from, zone) + 1;
            for (var start = Rotation.StartOf(shift, zone); start < to; start = Rotation.StartOf(++shift, zone))
                yield return start;
        }
        if (Restrictions.Count > 0)
        {
            var last = to.InZone(zone).Date;
            for (var date = from.InZone(zone).Date.PlusDays(-1); date <= last; date = date.PlusDays(1))
                foreach (var window in Restrictions.Select(r => r.WindowOf(date, zone)).OfType<(Instant Start, Instant End)>())
                {
                    yield return window.Start;
                    yield return window.End;
                }
        }
        if (ValidFrom is { } validFrom)
            yield return validFrom;
        if (ValidUntil is { } validUntil)
            yield return validUntil;
    }
}
