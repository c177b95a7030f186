using System.Text.RegularExpressions;
using Basecamp.Triage.OnCall;
using NodaTime.Text;

namespace Basecamp.Triage.Settings;

/// <summary>Finds everything wrong with a document at once. Each message names the place, the value, the rule.</summary>
static partial class ConfigValidator
{
    static readonly string[] Kinds = ["webhook", "email", "push", "log"];
    static readonly string[] Roles = ["viewer", "responder", "admin"];
    static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static IEnumerable<string> Validate(TriageConfig config) =>
    [
        .. Responders(config), .. config.Channels.SelectMany((c, i) => Method(c, $"channels[{i}]")),
        .. Unique(config.Channels.Select(c => c.Name), "channels"), .. Addresses(config),
        .. Schedules(config), .. Policies(config), .. Services(config), .. Heartbeats(config), .. Keys(config),
    ];

    static IEnumerable<string> Responders(TriageConfig config)
    {
        foreach (var (r, i) in config.Responders.Select((r, i) => (r, i)))
        {
            var at = $"responders[{i}]";
            if (!LoginPattern().IsMatch(r.Login))
                yield return $"{at}.login is '{r.Login}'; use 1-100 of a-z, 0-9 and . _ @ -, starting with a letter or digit.";
            if (!Roles.Contains(r.Role))
                yield return $"{at}.role is '{r.Role}'; use viewer, responder or admin.";
            if (!ZoneTime.Exists(r.TimeZone))
                yield return $"{at}.timeZone is '{r.TimeZone}'; use an IANA zone such as Europe/London.";
            foreach (var error in r.Methods.SelectMany((m, j) => Method(m, $"{at}.methods[{j}]"))
                .Concat(Unique(r.Methods.Select(m => m.Name), $"{at}.methods")))
                yield return error;
            foreach (var (rule, place) in r.Rules.High.Select((x, j) => (x, $"{at}.rules.high[{j}]"))
                .Concat(r.Rules.Low.Select((x, j) => (x, $"{at}.rules.low[{j}]"))))
            {
                if (r.Methods.All(m => m.Name != rule.Method))
                    yield return $"{place}.method is '{rule.Method}'; it must be a method of {r.Login}.";
                if (Durations.Seconds(rule.After) is not (>= 0 and <= 86400))
                    yield return $"{place}.after is '{rule.After}'; use a duration up to 24h such as 2m.";
            }
        }
        foreach (var error in Unique(config.Responders.Select(r => r.Login), "responders"))
            yield return error;
    }

    static IEnumerable<string> Method(MethodConfig m, string at)
    {
        if (m.Name.Length is 0 or > 100)
            yield return $"{at}.name must have 1-100 characters.";
        if (!Kinds.Contains(m.Kind))
            yield return $"{at}.kind is '{m.Kind}'; use {string.Join(", ", Kinds)}.";
        if (m.Address.Length is 0 or > 1000)
            yield return $"{at}.address must have 1-1000 characters.";
        else if (m.Kind is "webhook" or "push" && !IsWebAddress(m.Address))
            yield return $"{at}.address must start with https:// or http://.";
        if (m.Credential is { } c && !CredentialPattern().IsMatch(c))
            yield return $"{at}.credential is '{c}'; it names a file: 1-100 of letters, digits, dot, dash, underscore.";
    }

    static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    static IEnumerable<string> Addresses(TriageConfig config) => config.Channels.Concat(config.Responders.SelectMany(r => r.Methods))
        .GroupBy(m => (m.Kind, m.Address)).Where(g => g.Count() > 1)
        .Select(g => $"The {g.Key.Kind} address of '{g.First().Name}' appears {g.Count()} times; " +
            "every address belongs to one person or channel.");

    static IEnumerable<string> Schedules(TriageConfig config)
    {
        var logins = config.Responders.Select(r => r.Login).ToHashSet();
        foreach (var (s, i) in config.Schedules.Select((s, i) => (s, i)))
        {
            var at = $"schedules[{i}]";
            if (!ZoneTime.Exists(s.TimeZone))
                yield return $"{at}.timeZone is '{s.TimeZone}'; use an IANA zone such as Europe/London.";
            if (s.Combine is not ("highest" or "union"))
                yield return $"{at}.combine is '{s.Combine}'; use highest or union.";
            foreach (var (l, j) in s.Layers.Select((l, j) => (l, j)))
            {
                var place = $"{at}.layers[{j}]";
                if (!LocalDateTimePattern.GeneralIso.Parse(l.Start).Success && !ShortStart.Parse(l.Start).Success)
                    yield return $"{place}.start is '{l.Start}'; use wall time such as 2026-01-05T09:00.";
                if (ParseEvery(l.Every) is null)
                    yield return $"{place}.every is '{l.Every}'; use hour, day, week or month, " +
                        "or a number with one, such as '2 weeks' (1-365).";
                if (l.Members.Count == 0)
                    yield return $"{place}.members is empty; a layer needs somebody.";
                foreach (var member in l.Members.Where(m => !logins.Contains(m)))
                    yield return $"{place}.members has '{member}', who is not among the responders.";
                foreach (var (r, k) in l.Restrict.Select((r, k) => (r, k)))
                {
                    foreach (var day in r.Days.Where(d => !Days.Contains(d)))
                        yield return $"{place}.restrict[{k}].days has '{day}'; use mon, tue, wed, thu, fri, sat, sun.";
                    if (!StoredRestriction.IsTime(r.From) || !StoredRestriction.IsTime(r.To))
                        yield return $"{place}.restrict[{k}] is '{r.From}' to '{r.To}'; use times such as 09:00 (00:00 is midnight).";
                }
            }
            foreach (var error in Unique(s.Layers.Select(l => l.Name), $"{at}.layers"))
                yield return error;
        }
        foreach (var error in Unique(config.Schedules.Select(s => s.Name), "schedules"))
            yield return error;
    }

    static IEnumerable<string> Policies(TriageConfig config)
    {
        foreach (var (p, i) in config.Policies.Select((p, i) => (p, i)))
        {
            var at = $"policies[{i}]";
            if (p.Repeat is < 0 or > 9)
                yield return $"{at}.repeat is {p.Repeat}; use 0-9.";
            if (p.AckTimeout != "never" && Durations.Seconds(p.AckTimeout) is not (>= 60 and <= 86400))
                yield return $"{at}.ackTimeout is '{p.AckTimeout}'; use 1m-24h, or never.";
            if (p.Steps.Count == 0)
                yield return $"{at}.steps is empty; a policy without steps pages nobody.";
            foreach (var (s, j) in p.Steps.Select((s, j) => (s, j)))
            {
                if (Durations.Seconds(s.Wait) is not (>= 60 and <= 86400))
                    yield return $"{at}.steps[{j}].wait is '{s.Wait}'; use 1m-24h.";
                if (s.Page.Count == 0)
                    yield return $"{at}.steps[{j}].page is empty; name at least one responder, schedule or channel.";
                foreach (var target in s.Page.Where(t => !Exists(config, t)))
                    yield return $"{at}.steps[{j}].page has '{target}'; " +
                        "use responder:LOGIN, schedule:NAME or channel:NAME of this document.";
            }
        }
        foreach (var error in Unique(config.Policies.Select(p => p.Name), "policies"))
            yield return error;
    }

    static IEnumerable<string> Services(TriageConfig config)
    {
        foreach (var (s, i) in config.Services.Select((s, i) => (s, i)))
        {
            var at = $"services[{i}]";
            if (config.Policies.All(p => p.Name != s.Policy))
                yield return $"{at}.policy is '{s.Policy}', which is not among the policies.";
            if (s.Urgency is not ("high" or "low"))
                yield return $"{at}.urgency is '{s.Urgency}'; use high or low.";
            if (s.Fallback is { } f && config.Channels.All(c => c.Name != f))
                yield return $"{at}.fallback is '{f}', which is not among the channels.";
            if (s.OpenCap is < 1 or > 100_000)
                yield return $"{at}.openCap is {s.OpenCap}; use 1-100000.";
        }
        foreach (var error in Unique(config.Services.Select(s => s.Name), "services"))
            yield return error;
    }

    static IEnumerable<string> Heartbeats(TriageConfig config)
    {
        foreach (var (h, i) in config.Heartbeats.Select((h, i) => (h, i)))
        {
            if (config.Services.All(s => s.Name != h.Service))
                yield return $"heartbeats[{i}].service is '{h.Service}', which is not among the services.";
            if (Durations.Seconds(h.Interval) is not (>= 30 and <= 604800))
                yield return $"heartbeats[{i}].interval is '{h.Interval}'; use 30s-7d.";
        }
        foreach (var error in Unique(config.Heartbeats.Select(h => $"{h.Service}/{h.Name}"), "heartbeats"))
            yield return error;
    }

    static IEnumerable<string> Keys(TriageConfig config)
    {
        foreach (var (k, i) in config.Keys.Select((k, i) => (k, i)))
        {
            var at = $"keys[{i}]";
            if (k.Name.Length > 100)
                yield return $"{at}.name has {k.Name.Length} characters; use 1-100.";
            // Whoever can write the file would otherwise be the one who decides about paging.
            if (k.Scope is not ("ingest" or "read"))
                yield return $"{at}.scope is '{k.Scope}'; use ingest or read. A key that acts or configures is made by hand: " +
                    "triage key create NAME --scope SCOPE.";
            if (k.Scope == "ingest" && config.Services.All(s => s.Name != k.Service))
                yield return $"{at}.service is '{k.Service}', which is not among the services; the alerts of an ingest key go there.";
            if (k.Scope == "read" && k.Service is not null)
                yield return $"{at}.service is '{k.Service}'; a key that reads sees everything: leave it out.";
            if (k.Grouping is not ("group" or "alert"))
                yield return $"{at}.grouping is '{k.Grouping}'; use group (one incident per Alertmanager group) or alert (one each).";
            if (!CredentialPattern().IsMatch(k.Credential))
                yield return $"{at}.credential is '{k.Credential}'; it names a file: 1-100 of letters, digits, dot, dash, underscore.";
        }
        foreach (var error in Unique(config.Keys.Select(k => k.Name), "keys"))
            yield return error;
        foreach (var shared in config.Keys.GroupBy(k => k.Credential).Where(g => g.Key.Length > 0 && g.Count() > 1))
            yield return $"keys has the credential '{shared.Key}' {shared.Count()} times; every key needs a token of its own.";
    }

    static IEnumerable<string> Unique(IEnumerable<string> names, string at)
    {
        var list = names.ToList();
        return list.Where(n => n.Length is 0 or > 200).Select(_ => $"{at} has an entry without a name.").Distinct()
            .Concat(list.GroupBy(n => n.ToLowerInvariant()).Where(g => g.Count() > 1 && g.Key.Length > 0)
                .Select(g => $"{at} has '{g.First()}' {g.Count()} times; names are unique, upper and lower case alike."));
    }

    static bool Exists(TriageConfig config, string target) => target.Split(':', 2) switch
    {
        ["responder", var login] => config.Responders.Any(r => r.Login == login),
        ["schedule", var name] => config.Schedules.Any(s => s.Name == name),
        ["channel", var name] => config.Channels.Any(c => c.Name == name),
        _ => false,
    };

    /// <summary>Wall time to the minute.</summary>
    public static readonly LocalDateTimePattern ShortStart = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>"week", "2 weeks", "12 hours" …</summary>
    public static (int Length, RotationUnit Unit)? ParseEvery(string text)
    {
        var match = EveryPattern().Match(text);
        if (!match.Success)
            return null;
        var length = match.Groups[1].Length == 0 ? 1 : int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        return length is >= 1 and <= 365 ? (length, Enum.Parse<RotationUnit>(match.Groups[2].Value, ignoreCase: true)) : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{0,99}$")]
    private static partial Regex LoginPattern();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}$")]
    private static partial Regex CredentialPattern();

    [GeneratedRegex("^(?:([0-9]{1,3}) )?(hour|day|week|month)s?$")]
    private static partial Regex EveryPattern();
}
