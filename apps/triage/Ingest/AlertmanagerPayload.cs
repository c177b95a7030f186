using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// Reads Alertmanager's webhook body, version 4. Unknown fields are ignored and absent ones tolerated: old and new
/// Alertmanagers must both get through, and custom payload templates can send anything.
/// </summary>
static class AlertmanagerPayload
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.JsonDepth };

    /// <exception cref="PayloadException">The body is not an alert payload at all.</exception>
    public static AlertGroup Parse(ReadOnlyMemory<byte> body)
    {
        using var document = ReadJson(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new PayloadException($"The body is a JSON {Kind(root)}; expected an object with 'version', 'groupKey' and 'alerts'.");
        if (Text(root, "version", 16) is { Length: > 0 } version && version != "4")
            throw new PayloadException($"Payload version '{version}' is not supported; expected '4' (Alertmanager 0.6 or later).");
        if (!root.TryGetProperty("alerts", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new PayloadException("'alerts' is missing or no array; expected Alertmanager's list of alerts.");
        if (list.GetArrayLength() > Limits.Alerts)
            throw new PayloadException(
                $"'alerts' has {list.GetArrayLength()} entries; at most {Limits.Alerts} are accepted. Set max_alerts on the receiver.");

        var alerts = new Dictionary<string, Alert>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw new PayloadException($"alerts[{index}] is a JSON {Kind(item)}; expected an object.");
            var alert = ReadAlert(item, index++);
            alerts[alert.Fingerprint] = alert;
        }
        var groupKey = Text(root, "groupKey", Limits.ValueChars);
        if (groupKey.Length == 0)
            groupKey = "labels:" + Fingerprint(Map(root, "groupLabels", "groupLabels"));
        var hidden = root.TryGetProperty("truncatedAlerts", out var t) &&
            t.ValueKind == JsonValueKind.Number && t.TryGetInt32(out var n) ? n : 0;
        return new AlertGroup(groupKey, Title(root, alerts.Values), [.. alerts.Values], Math.Max(0, hidden), Complete: hidden == 0);
    }

    public static JsonDocument ReadJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(JsonScrub.Scrub(body), Options);
        }
        catch (JsonException e)
        {
            throw new PayloadException(
                $"The body is not JSON up to {Limits.JsonDepth} levels deep: line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
        }
    }

    static Alert ReadAlert(JsonElement item, int index)
    {
        var labels = Map(item, "labels", $"alerts[{index}].labels");
        var fingerprint = Text(item, "fingerprint", 64);
        return new Alert(
            fingerprint.Length > 0 ? fingerprint : Fingerprint(labels),
            // Anything but a clear "resolved" fires: the safe reading of a broken status.
            Firing: !string.Equals(Text(item, "status", 16), "resolved", StringComparison.OrdinalIgnoreCase),
            Severities.Parse(labels.GetValueOrDefault("severity")),
            Time(item, "startsAt"), Time(item, "endsAt"), labels, Map(item, "annotations", $"alerts[{index}].annotations"),
            Text(item, "generatorURL", Limits.UrlChars));
    }

    static string Title(JsonElement root, IReadOnlyCollection<Alert> alerts)
    {
        var common = Map(root, "commonLabels", "commonLabels");
        var summary = Map(root, "commonAnnotations", "commonAnnotations").GetValueOrDefault("summary", "");
        var name = common.GetValueOrDefault("alertname")
            ?? alerts.Select(a => a.Labels.GetValueOrDefault("alertname")).FirstOrDefault(a => !string.IsNullOrEmpty(a)) ?? "";
        if (summary.Length == 0 && alerts.Count == 1)
            summary = alerts.First().Annotations.GetValueOrDefault("summary", "");
        var title = (name.Length > 0, summary.Length > 0) switch
        {
            (true, true) => $"{name}: {summary}",
            (true, false) => name,
            (false, true) => summary,
            _ => alerts.SelectMany(a => a.Labels.Select(l => $"{l.Key}={l.Value}")).FirstOrDefault() ?? "unnamed alert",
        };
        return CleanText.Clean(title.ReplaceLineEndings(" "), Limits.TitleChars);
    }

    static Dictionary<string, string> Map(JsonElement parent, string name, string path)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!parent.TryGetProperty(name, out var element) || element.ValueKind == JsonValueKind.Null)
            return map;
        if (element.ValueKind != JsonValueKind.Object)
            throw new PayloadException($"{path} is a JSON {Kind(element)}; expected an object of strings.");
        foreach (var property in element.EnumerateObject())
        {
            if (map.Count == Limits.Labels)
            {
                map["triage_cut"] = $"more than {Limits.Labels} entries";
                break;
            }
            map[CleanText.Clean(property.Name, Limits.NameChars)] = CleanText.Clean(
                property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : property.Value.GetRawText(),
                Limits.ValueChars);
        }
        return map;
    }

    static string Text(JsonElement parent, string name, int max) =>
        parent.TryGetProperty(name, out var e) && e.ValueKind == JsonValueKind.String ? CleanText.Clean(e.GetString(), max) : "";

    // Alertmanager sends the year 1 while an alert fires.
    static DateTime? Time(JsonElement item, string name) =>
        DateTimeOffset.TryParse(Text(item, name, 64), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) &&
        time.Year is > 1970 and < 9999 ? time.UtcDateTime : null;

    static string Fingerprint(IReadOnlyDictionary<string, string> labels) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n',
            labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}\0{l.Value}")))))[..32];

    static string Kind(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();
}
