using System.Text.Json;
using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Incidents.Transitions;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// Generic JSON events in the shape many tools can already send (PagerDuty's Events API 2): event_action trigger,
/// acknowledge or resolve; dedup_key, required unless trigger; payload with summary, severity and source.
/// </summary>
sealed class EventIngest(Db db, IngestPipeline pipeline)
{
    public async Task<IResult> Take(IngestKey key, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var document = AlertmanagerPayload.ReadJson(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new PayloadException("The body must be a JSON object with 'event_action'.");
        var action = Text(root, "event_action", 20);
        var dedup = Text(root, "dedup_key", 255);
        if (action is not ("trigger" or "acknowledge" or "resolve"))
            throw new PayloadException($"event_action is '{action}'; expected trigger, acknowledge or resolve.");
        if (dedup.Length == 0 && action != "trigger")
            throw new PayloadException($"dedup_key is missing; {action} needs the one its trigger had.");
        if (dedup.Length == 0)
            dedup = Guid.NewGuid().ToString("N");
        switch (action)
        {
            case "trigger":
                await pipeline.Take(key, [Trigger(root, key, dedup)], body, "events", ct);
                break;
            case "resolve":
                await OnOpen(key, dedup, c => c.Db.ResolveIncident(c.Id, Actor.Source(key.Name), "source", null, ct), ct);
                break;
            default:
                await OnOpen(key, dedup, c => c.Db.AcknowledgeIncident(c.Id, Actor.Source(key.Name), null, ct), ct);
                break;
        }
        return TypedResults.Json(new { status = "success", message = "Event processed", dedup_key = dedup }, statusCode: 202);
    }

    static AlertGroup Trigger(JsonElement root, IngestKey key, string dedup)
    {
        if (!root.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
            throw new PayloadException("payload is missing; a trigger needs payload.summary, payload.severity and payload.source.");
        var summary = Text(payload, "summary", Limits.TitleChars);
        if (summary.Length == 0)
            throw new PayloadException("payload.summary is missing or empty; it becomes the incident's title.");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["source", "severity", "component", "group", "class"])
            if (Text(payload, name, Limits.ValueChars) is { Length: > 0 } value)
                labels[name] = value;
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        if (payload.TryGetProperty("custom_details", out var details))
            annotations["details"] = CleanText.Clean(
                details.ValueKind == JsonValueKind.String ? details.GetString() : details.GetRawText(), Limits.ValueChars);
        // Its own for every dedup_key: alerts are also found by their fingerprint, across groups.
        var alert = new Alert(GroupIngest.DedupKey(key.Id, "event:" + dedup), true, Severities.Parse(labels.GetValueOrDefault("severity")), null, null, labels, annotations,
            Text(root, "client_url", Limits.UrlChars));
        return new AlertGroup("event:" + dedup, summary.ReplaceLineEndings(" "), [alert], 0, Complete: false);
    }

    Task OnOpen(IngestKey key, string dedup, Func<(Npgsql.NpgsqlConnection Db, long Id), Task> act, CancellationToken ct) =>
        db.InTransaction(async connection =>
        {
            var open = await OpenLookup.ByKey(connection, key.ServiceId, GroupIngest.DedupKey(key.Id, "event:" + dedup), ct);
            // As with alerts: news about something that is over is not an error.
            if (open is not null)
                await act((connection, open.Id));
        }, ct);

    static string Text(JsonElement parent, string name, int max) =>
        parent.TryGetProperty(name, out var e) && e.ValueKind == JsonValueKind.String ? CleanText.Clean(e.GetString(), max) : "";
}
