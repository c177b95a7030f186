namespace Basecamp.Triage.OnCall;

/// <summary>Somebody who can be paged, with the ways to do it.</summary>
sealed record Responder(long Id, string Login, string Name, string TimeZone, bool Disabled, IReadOnlyList<ContactMethod> Methods,
    IReadOnlyList<NotifyRule> Rules)
{
    /// <summary>
    /// The pages one step makes for this person. Without rules for the urgency every usable method is used at once; if no
    /// rule names a usable method, the same: silence is never the result of a half-filled profile.
    /// </summary>
    public IEnumerable<(int RuleNo, ContactMethod Method, int DelaySeconds)> PagesFor(string urgency)
    {
        var byRule = Rules.Where(r => r.Urgency == urgency)
            .Select(r => (r.RuleNo, Method: Methods.FirstOrDefault(m => m.Id == r.MethodId && m.Usable), r.DelaySeconds))
            .Where(r => r.Method is not null)
            .Select(r => (r.RuleNo, r.Method!, r.DelaySeconds))
            .ToList();
        return byRule.Count > 0 ? byRule : Methods.Where(m => m.Usable).Select((m, i) => (i, m, 0));
    }

    public bool Reachable => !Disabled && Methods.Any(m => m.Usable);
}

/// <param name="Id">Row id.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">Channel: webhook, email, push or log.</param>
/// <param name="Usable">Verified and not disabled.</param>
sealed record ContactMethod(long Id, string Name, string Kind, bool Usable);

/// <param name="RuleNo">Order and identity of the rule.</param>
/// <param name="Urgency">high or low.</param>
/// <param name="MethodId">Which method.</param>
/// <param name="DelaySeconds">How long after the step.</param>
sealed record NotifyRule(int RuleNo, string Urgency, long MethodId, int DelaySeconds);
