using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>Layers and overrides in one time zone; answers who is on call at any moment.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Name">For people.</param>
/// <param name="Zone">In which wall times are meant.</param>
/// <param name="Union">True: everybody of every layer. False: the layer with the highest priority that has somebody.</param>
/// <param name="Layers">In any order.</param>
/// <param name="Overrides">In any order.</param>
sealed record Schedule(
    long Id, string Name, DateTimeZone Zone, bool Union, IReadOnlyList<Layer> Layers, IReadOnlyList<Override> Overrides)
{
    /// <summary>
    /// Responders on call at that moment, without the disabled ones. A layer whose turn falls to a disabled person has
    /// nobody, so the next layer gets its chance.
    /// </summary>
    public IReadOnlyList<long> OnCallAt(Instant at, IReadOnlySet<long> disabled)
    {
        var on = new List<long>();
        foreach (var layer in Layers.OrderByDescending(l => l.Priority).ThenBy(l => l.Name, StringComparer.Ordinal))
        {
            // An override may bring somebody in for the disabled person, so the check comes after it.
            if (layer.MemberAt(at, Zone) is not { } member || disabled.Contains(member) && !IsReplaced(member, at))
                continue;
            if (!on.Contains(member))
                on.Add(member);
            if (!Union)
                break;
        }
        var active = Overrides.Where(o => o.Covers(at)).ToList();
        foreach (var o in active.Where(o => o is { Out: not null, In: not null }))
        {
            var index = on.IndexOf(o.Out!.Value);
            if (index >= 0)
                on[index] = o.In!.Value;
        }
        foreach (var o in active.Where(o => o is { Out: not null, In: null }))
            on.Remove(o.Out!.Value);
        foreach (var o in active.Where(o => o is { Out: null, In: not null }))
            on.Add(o.In!.Value);
        return [.. on.Distinct().Where(id => !disabled.Contains(id))];
    }

    /// <summary>Who is on call when, without holes: every stretch of the range appears, with an empty list for a gap.</summary>
    public IEnumerable<Shift> ShiftsBetween(Instant from, Instant to, IReadOnlySet<long> disabled)
    {
        var edges = Layers.SelectMany(l => l.ChangesBetween(from, to, Zone))
            .Concat(Overrides.SelectMany(o => new[] { o.From, o.Until }))
            .Where(i => i > from && i < to)
            .Append(from).Distinct().Order().ToList();
        Shift? current = null;
        foreach (var edge in edges)
        {
            var on = OnCallAt(edge, disabled);
            if (current is not null && current.Responders.SequenceEqual(on))
                continue;
            if (current is not null)
                yield return current with { End = edge };
            current = new Shift(edge, to, on);
        }
        yield return current!;
    }

    bool IsReplaced(long member, Instant at) => Overrides.Any(o => o.Out == member && o.In is not null && o.Covers(at));
}

/// <summary>A stretch of time with the same people on call; nobody means a gap.</summary>
sealed record Shift(Instant Start, Instant End, IReadOnlyList<long> Responders)
{
    public bool IsGap => Responders.Count == 0;
}
