using System.Net.Http.Json;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Web;

/// <summary>Everything an alert can carry is somebody else's text. None of it becomes markup, a script or a link.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
[Trait("Needs", "chromium")]
public sealed class HostileTextTests
{
    static readonly string[] Texts =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "\"><svg onload=alert(3)>", "' onmouseover='alert(4)",
            "</title><script>alert(5)</script>",
        "{{constructor.constructor('alert(6)')()}}", "${alert(7)}", "<a href=javascript:alert(8)>x</a>",
            "<iframe srcdoc='<script>alert(9)</script>'>",
        "<div hx-get='https://evil.example.org' hx-trigger='load'>", "\u202Eevil", "<!--", "]]>", "<style>*{display:none}</style>",
            "&lt;script&gt;",
    ];

    static readonly string[] Addresses =
    [
        "javascript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x",
            "data:text/html,<script>alert(1)</script>",
        "//evil.example.org", "file:///etc/passwd", "https://good.example.org@evil.example.org/", "http:///x", "https://x y",
            "\u0001javascript:alert(1)",
    ];

    [Fact]
    public void Only_plain_web_addresses_become_links()
    {
        Assert.All(Addresses, address => Assert.Null(SafeLink.Of(address)));
        Assert.Equal("https://runbooks.example.org/a?b=c#d", SafeLink.Of("https://runbooks.example.org/a?b=c#d"));
        Assert.Null(SafeLink.Of(null));
    }

    [Fact]
    public async Task It_is_shown_as_text_in_every_place_of_a_real_browser()
    {
        var yaml = new Func<string, string>(sink => Team.Yaml(sink)
            .Replace("name: Anna\n", "name: \"<script>alert('anna')</script>\"\n", StringComparison.Ordinal)
            .Replace("name: web,", "name: \"<b>web</b>\",", StringComparison.Ordinal));
        await using var sink = await PageSink.Start();
        await using var rig = await Rig.Start(yaml(sink.Url).Replace("services:", "services:\n  - { name: web, policy: default }",
            StringComparison.Ordinal));
        var token = await rig.CreateKey("<i>key</i>", Triage.Access.Scopes.Ingest, "<b>web</b>");
        using var client = rig.Client(token);
        for (var i = 0; i < Texts.Length; i++)
        {
            var alert = new
            {
                status = "firing",
                fingerprint = $"f{i}",
                labels = new Dictionary<string, string> { ["alertname"] = Texts[i], [Texts[i]] = Texts[i], ["severity"] = Texts[i] },
                annotations = new Dictionary<string, string>
                {
                    ["summary"] = Texts[i],
                    ["runbook_url"] = Addresses[i % Addresses.Length],
                    [Texts[i]] = Texts[i]
                },
                generatorURL = Addresses[i % Addresses.Length],
            };
            using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload($"g{i}", [alert]));
            answer.EnsureSuccessStatusCode();
        }
        await rig.Tick();

        await using var chromium = await Chromium.SignedIn(rig);
        var ids = await rig.Database.Query<long>("select id from incidents order by id");
        foreach (var path in (string[])["/", "/on-call", "/history", "/settings", .. ids.Select(id => $"/incidents/{id}")])
        {
            await chromium.Page.GotoAsync(rig.Url + path);
            await chromium.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            var links = await chromium.Page.EvaluateAsync<string[]>("Array.from(document.links).map(l => l.href)");
            Assert.All(links, link => Assert.StartsWith(rig.Url, link, StringComparison.Ordinal));
            var foreign = await chromium.Page.EvaluateAsync<int>("""
                document.querySelectorAll('main script, main img, main svg, main iframe, main style, main b, main i').length
                    + document.querySelectorAll('main [onerror], main [onload], main [onmouseover]').length
                    + document.querySelectorAll("[hx-get*='evil']").length
                """);
            Assert.True(foreign == 0, $"{path} holds markup of an alert");
        }
        await chromium.Page.GotoAsync($"{rig.Url}/incidents/{ids[0]}");
        Assert.Contains("<script>alert(1)</script>", await chromium.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
        Assert.Empty(chromium.Complaints);
    }
}
