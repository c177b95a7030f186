using System.Globalization;
using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads an item of Cilium's <c>toPorts</c>.</summary>
static class CiliumPortReader
{
    /// <summary>The ports, and in one sentence what else the traffic must be.</summary>
    public static (IReadOnlyList<PortMatch> Ports, string? Note) Read(ManifestReader rule)
    {
        var ports = rule.Objects("ports");
        if (ports is not { Count: > 0 })
            rule.Problem("ports", "must list at least one port; port \"0\" is all of them.");
        var notes = new List<string>();
        if (rule.Object("rules") is { } layer7)
            notes.AddRange(Layer7(layer7));
        if (rule.Texts("serverNames") is { Count: > 0 } names)
            notes.Add($"TLS to {string.Join(", ", names)}");
        if (rule.Has("listener"))
            notes.Add("through an Envoy listener");
        rule.Ignore("terminatingTLS", "originatingTLS", "listener");
        rule.NothingElse();
        return ([.. (ports ?? []).Select(ReadPort).OfType<PortMatch>()], notes.Count == 0 ? null : string.Join("; ", notes));
    }

    static IEnumerable<string> Layer7(ManifestReader rules)
    {
        if (rules.Objects("http") is { } http)
            yield return $"HTTP {string.Join(", ", http.Select(Request))}";
        if (rules.Objects("dns") is { } dns)
            yield return $"DNS {string.Join(", ", dns.Select(name => name.Text("matchName") ?? name.Text("matchPattern")))}";
        if (rules.Has("kafka"))
            yield return "Kafka rules";
        if (rules.Has("l7proto") || rules.Has("l7"))
            yield return $"{rules.Text("l7proto")} rules";
        rules.NothingElse();
    }

    static string Request(ManifestReader request)
    {
        var text = string.Join(' ', new[] { request.Text("method"), request.Text("host"), request.Text("path") }.OfType<string>());
        var hasHeaders = request.Has("headers") || request.Has("headerMatches");
        request.NothingElse();
        return (text, hasHeaders) switch
        {
            ("", false) => "any request",
            ("", true) => "with headers",
            (_, true) => $"{text} with headers",
            _ => text,
        };
    }

    static PortMatch? ReadPort(ManifestReader port)
    {
        var text = port.Text("port");
        var end = port.Number("endPort") is int given and > 0 ? given : (int?)null;
        var protocolText = port.Text("protocol") ?? "ANY";
        port.NothingElse();
        var protocol = PortText.Protocol(protocolText);
        if (protocol is null && protocolText != "ANY")
        {
            port.Problem("protocol", $"is '{protocolText}'. It must be TCP, UDP, SCTP or ANY.");
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number == 0 && end is null)
                return PortMatch.All(protocol);
            if (number is >= 1 and <= 65535 && (end ?? number) >= number && (end ?? number) <= 65535)
                return new(protocol, number, end ?? number, null);
        }
        else if (text is not null && end is null && text.Any(char.IsAsciiLetter))
            return new(protocol, null, 0, text);
        port.Problem(
            $"has port '{text}' and endPort '{end}'. A port is text: a number up to 65535, 0 for all, or the name of a container "
            + "port; endPort goes with a number and is not below it.");
        return null;
    }
}
