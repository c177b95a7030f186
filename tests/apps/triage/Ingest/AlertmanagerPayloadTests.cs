using System.Text;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Ingest;

namespace Basecamp.Triage.Tests.Ingest;

public sealed class AlertmanagerPayloadTests
{
    static AlertGroup Parse(string json) => AlertmanagerPayload.Parse(Encoding.UTF8.GetBytes(json));

    static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(AlertmanagerPayloadTests).Assembly.GetManifestResourceStream($"payload/{name}")!);
        return reader.ReadToEnd();
    }

    [Fact]
    public void Reads_what_alertmanager_sends()
    {
        var group = Parse(Resource("firing.json"));
        Assert.Equal(("{}:{alertname=\"InstanceDown\"}", "InstanceDown", Severity.Critical, true, 0),
            (group.Identity, group.Title, group.Severity, group.Complete, group.Hidden));
        Assert.Equal(["a1b2c3d4e5f60718", "b1b2c3d4e5f60718"], group.Alerts.Select(a => a.Fingerprint));
        var first = group.Alerts[0];
        Assert.True(first.Firing);
        Assert.Equal(new DateTime(2026, 6, 1, 11, 58, 12, 345, DateTimeKind.Utc), first.StartsAt);
        Assert.Null(first.EndsAt);
        Assert.Equal("https://runbooks.example.org/InstanceDown", first.Annotations["runbook_url"]);
    }

    [Theory]
    [InlineData("""{"version":"4","alerts":[{"labels":{"alertname":"A"},"annotations":{"summary":"s"}}]}""", "A: s")]
    [InlineData("""{"version":"4","alerts":[{"labels":{"alertname":"A"}}]}""", "A")]
    [InlineData("""{"version":"4","alerts":[{"labels":{}}],"commonAnnotations":{"summary":"only this"}}""", "only this")]
    [InlineData("""{"version":"4","alerts":[{"labels":{"job":"x"}}]}""", "job=x")]
    [InlineData("""{"version":"4","alerts":[{}]}""", "unnamed alert")]
    [InlineData("""{"alerts":[]}""", "unnamed alert")]
    public void Finds_a_title_whatever_is_missing(string json, string title) => Assert.Equal(title, Parse(json).Title);

    [Theory]
    [InlineData("critical", "Critical")]
    [InlineData("page", "Critical")]
    [InlineData("ERROR", "Error")]
    [InlineData("info", "Info")]
    [InlineData("none", "Info")]
    [InlineData("", "Warning")]
    [InlineData("sev-17", "Warning")]
    public void Unknown_severities_are_warnings(string label, string severity) => Assert.Equal(severity, Severities.Parse(label).ToString());

    [Fact]
    public void An_alert_without_fingerprint_gets_one_from_its_labels_in_any_order()
    {
        var one = Parse("""{"alerts":[{"labels":{"a":"1","b":"2"}}]}""").Alerts[0].Fingerprint;
        var same = Parse("""{"alerts":[{"labels":{"b":"2","a":"1"}}]}""").Alerts[0].Fingerprint;
        var other = Parse("""{"alerts":[{"labels":{"b":"2","a":"12"}}]}""").Alerts[0].Fingerprint;
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Anything_but_a_clear_resolved_fires()
    {
        Assert.True(Parse("""{"alerts":[{"status":"RESOLVE"}]}""").AnyFiring);
        Assert.False(Parse("""{"alerts":[{"status":"resolved"}]}""").AnyFiring);
    }

    [Theory]
    [InlineData("[]", "The body is a JSON array; expected an object with 'version', 'groupKey' and 'alerts'.")]
    [InlineData("{}", "'alerts' is missing or no array; expected Alertmanager's list of alerts.")]
    [InlineData("""{"alerts":{}}""", "'alerts' is missing or no array; expected Alertmanager's list of alerts.")]
    [InlineData("""{"alerts":[1]}""", "alerts[0] is a JSON number; expected an object.")]
    [InlineData("""{"version":"3","alerts":[]}""", "Payload version '3' is not supported; expected '4' (Alertmanager 0.6 or later).")]
    [InlineData("""{"alerts":[{"labels":"x"}]}""", "alerts[0].labels is a JSON string; expected an object of strings.")]
    [InlineData("{\"alerts\":[", "The body is not JSON up to 16 levels deep: line 1, byte 11.")]
    public void Says_precisely_what_cannot_be_read(string json, string message) =>
        Assert.Equal(message, Assert.Throws<PayloadException>(() => Parse(json)).Message);

    [Fact]
    public void Refuses_more_than_a_thousand_alerts_and_takes_a_thousand()
    {
        static string Many(int n) => "{\"alerts\":[" + string.Join(',', Enumerable.Range(0, n).Select(i => $"{{\"fingerprint\":\"{i}\"}}")) + "]}";
        Assert.Equal(1000, Parse(Many(1000)).Alerts.Count);
        Assert.Throws<PayloadException>(() => Parse(Many(1001)));
    }

    [Fact]
    public void A_bomb_of_depth_is_refused()
    {
        var bomb = "{\"alerts\":[{\"labels\":" + string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000) + "}]}";
        Assert.Throws<PayloadException>(() => Parse(bomb));
    }

    [Fact]
    public void Cuts_long_values_and_marks_the_cut_and_counts_too_many_labels()
    {
        var labels = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"l{i}\":\"v\""));
        var alert = Parse("{\"alerts\":[{\"labels\":{" + labels + "},\"annotations\":{\"d\":\"" + new string('x', 900_000) + "\"}}]}").Alerts[0];
        Assert.Equal(Limits.Labels + 1, alert.Labels.Count);
        Assert.Equal("more than 64 entries", alert.Labels["triage_cut"]);
        Assert.Equal(Limits.ValueChars, alert.Annotations["d"].Length);
        Assert.EndsWith("…[cut]", alert.Annotations["d"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u0000", "\uFFFD")]
    [InlineData("\\ud800", "\uFFFD")]
    [InlineData("\\udc00x", "\uFFFDx")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("\\\\u0000", "\\u0000")]
    [InlineData("\\u202egnp.exe", "\uFFFDgnp.exe")]
    [InlineData("\\u0007", "\uFFFD")]
    [InlineData("a\\nb", "a\nb")]
    public void Replaces_what_cannot_be_stored_or_shown_and_keeps_the_rest(string escaped, string expected) =>
        Assert.Equal(expected, Parse("{\"alerts\":[{\"annotations\":{\"d\":\"" + escaped + "\"}}]}").Alerts[0].Annotations["d"]);

    [Fact]
    public void Repairs_invalid_utf8()
    {
        var body = Encoding.UTF8.GetBytes("""{"alerts":[{"annotations":{"d":"a?b"}}]}""");
        body[Array.IndexOf(body, (byte)'?')] = 0xFF;
        Assert.Equal("a\uFFFDb", AlertmanagerPayload.Parse(body).Alerts[0].Annotations["d"]);
    }

    [Fact]
    public void The_last_of_two_equal_keys_counts() =>
        Assert.Equal("2", Parse("""{"alerts":[{"labels":{"a":"1","a":"2"}}]}""").Alerts[0].Labels["a"]);
}
