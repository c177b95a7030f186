using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.OnCall;
using Basecamp.Triage.Settings;
using Dapper;

namespace Basecamp.Triage.Web;

/// <summary>How everything is set up, to read. Changes come from the configuration document, the API or the command line.</summary>
static class SettingsPage
{
    sealed record ServiceRow
    {
        public string Name { get; init; } = "";
        public string Policy { get; init; } = "";
        public string Urgency { get; init; } = "";
        public DateTime? MaintenanceUntil { get; init; }
    }

    sealed record BeatRow
    {
        public string Name { get; init; } = "";
        public string Service { get; init; } = "";
        public string State { get; init; } = "";
        public DateTime? LastSeenAt { get; init; }
    }

    sealed record OwnMethod
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public bool Verified { get; init; }
        public bool CodeSent { get; init; }
    }

    public static async Task<IResult> Get(HttpContext context, Db db, OnCallBookLoader books, KeyAdmin keys, ConfigStore config)
    {
        var ct = context.RequestAborted;
        var allKeys = await keys.List(ct);
        var yaml = await config.Current(ct);
        return await db.Read(async connection =>
        {
            var book = await books.Load(connection, ct);
            var now = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: ct));
            var services = (await connection.QueryAsync<ServiceRow>(new CommandDefinition("""
                select s.name, p.name as policy, s.urgency,
                       case when s.maintenance_until > now() then s.maintenance_until end as maintenance_until
                from services s join policies p on p.id = s.policy_id where s.disabled_at is null order by s.name
                """, cancellationToken: ct))).ToList();
            var beats = (await connection.QueryAsync<BeatRow>(new CommandDefinition("""
                select h.name, s.name as service, h.state, h.last_seen_at
                from heartbeats h join services s on s.id = h.service_id where h.disabled_at is null order by s.name, h.name
                """, cancellationToken: ct))).ToList();
            var viewer = Viewer.Of(context, book, now);
            var own = (await connection.QueryAsync<OwnMethod>(new CommandDefinition("""
                select id, name, kind, verified_at is not null as verified,
                       coalesce(code_sent_at > now() - interval '15 minutes', false) as code_sent
                from contact_methods where responder_id = @me and disabled_at is null order by name
                """, new { me = viewer.ResponderId ?? 0 }, cancellationToken: ct))).ToList();
            return (IResult)TypedResults.Text(
                Layout.Page("Settings", viewer, "/settings", Content(book, services, beats, allKeys, yaml, own, viewer)).ToString(),
                "text/html; charset=utf-8");
        }, ct);
    }

    static Html Content(OnCallBook book, List<ServiceRow> services, List<BeatRow> beats, IReadOnlyList<KeyInfo> keys, string? yaml,
        List<OwnMethod> own, Viewer viewer) => Html.Of($"""
        <h1>Settings</h1>
        {Html.If(own.Count > 0, () => Table("How you are reached", ["Name", "By", "State"], own.Select(m => Own(m, viewer))))}
        {Table("Services", ["Name", "Policy", "Urgency", "Maintenance"], services.Select(s => Service(s, viewer)))}
        {Table("People", ["Name", "Login", "Reached by"], People(book))}
        {Table("Heartbeats", ["Name", "Service", "State", "Last seen"], beats.Select(b => Beat(b, viewer)))}
        {Table("API keys", ["Name", "Scope", "Service", "Last used"], keys.Select(k => Key(k, viewer)))}
        <h2>Document in force</h2>
        {(yaml is null ? Html.Of($"<p>None was applied.</p>") : Html.Of(
            $"""<details><summary>Show</summary><pre tabindex="0">{yaml}</pre></details>"""))}
        """);

    static Html[] Own(OwnMethod m, Viewer viewer) => [Text(m.Name), Text(m.Kind), m.Verified ? Text("verified")
        : Html.Of($"""
            <span class="bad">not verified: no page goes there</span>{Html.If(viewer.CanRespond, () => Html.Of($"""
            <form method="post" action="/settings/methods/{m.Id}/code">{Layout.Token(viewer)}
            <button class="main">Send a code to {m.Name}</button></form>{Html.If(m.CodeSent, () => Html.Of($"""
            <form method="post" action="/settings/methods/{m.Id}/verify">{Layout.Token(viewer)}
            <label for="code{m.Id}">Code</label>
            <input id="code{m.Id}" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{"{6}"}" required>
            <button class="main">Verify</button></form>
            """))}
            """))}
            """)];

    static Html[] Service(ServiceRow s, Viewer viewer) =>
        [Text(s.Name), Text(s.Policy), Text(s.Urgency), s.MaintenanceUntil is { } end ? Html.Of($"ends {viewer.In(end)}") : Text("no")];

    static IEnumerable<Html[]> People(OnCallBook book) => book.Responders.Values
        .Where(r => !r.Disabled).OrderBy(r => r.Name, StringComparer.Ordinal)
        .Select(r => new[] { Text(r.Name), Text(r.Login), Reach(r) });

    static Html[] Beat(BeatRow b, Viewer viewer) =>
        [Text(b.Name), Text(b.Service), Text(b.State.Replace('_', ' ')), Seen(b.LastSeenAt, viewer)];

    static Html[] Key(KeyInfo k, Viewer viewer) =>
        [Text(k.DisabledAt is null ? k.Name : $"{k.Name} (disabled)"), Text(k.Scope), Text(k.Service ?? ""), Seen(k.LastUsedAt, viewer)];

    static Html Seen(DateTime? at, Viewer viewer) => at is { } time ? viewer.Ago(time) : Text("never");

    static Html Reach(Responder r) => r.Reachable
        ? Text(string.Join(", ", r.Methods.Where(m => m.Usable).Select(m => $"{m.Name} ({m.Kind})")))
        : Html.Of($"""<span class="bad">nothing: cannot be paged</span>""");

    static Html Text(string text) => Html.Of($"{text}");

    static Html Table(string title, string[] heads, IEnumerable<Html[]> rows) => Html.Of($"""
        <h2>{title}</h2>
        <table class="wide"><caption class="hidden">{title}</caption>
        <thead><tr>{heads.Select(h => Html.Of($"""<th scope="col">{h}</th>"""))}</tr></thead>
        <tbody>{rows.Select(r => Html.Of(
            $"<tr>{r.Select((cell, i) => Html.Of($"""<td data-label="{heads[i]}">{cell}</td>"""))}</tr>"))}</tbody></table>
        """);
}
