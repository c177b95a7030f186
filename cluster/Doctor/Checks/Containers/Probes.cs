using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>What is known of a probe that fails.</summary>
static class Probes
{
    /// <summary>What the kubelet last said of it; null when it said nothing.</summary>
    public static EventView? Failure(ContainerView container, string kind) =>
        container.Pod.Events.FirstOrDefault(each => each.Reason == "Unhealthy" && each.Message.StartsWith($"{kind} probe", StringComparison.Ordinal));

    /// <summary>The probe for people: <c>GET :8080/healthz</c>.</summary>
    public static string Shown(ImmutableDictionary<string, object> probe)
    {
        if (probe.Map("httpGet") is { IsEmpty: false } get)
            return $"GET :{Port(get.At("port"))}{get.Text("path") ?? "/"}";
        if (probe.Map("tcpSocket") is { IsEmpty: false } tcp)
            return $"TCP :{Port(tcp.At("port"))}";
        return probe.Map("grpc") is { IsEmpty: false } grpc ? $"gRPC :{Port(grpc.At("port"))}" : string.Join(' ', probe.Texts("exec", "command"));
    }

    /// <summary>Why it fails, as far as its answer and the container's ports tell.</summary>
    public static string Why(ContainerView container, ImmutableDictionary<string, object> probe, EventView? failure)
    {
        var asked = probe.At("httpGet", "port") ?? probe.At("tcpSocket", "port") ?? probe.At("grpc", "port");
        var ports = container.Ports.ToList();
        if (asked is double number && ports.Count > 0 && !ports.Contains((int)number))
            return $"It asks port {Port(asked)}, and the container names {string.Join(", ", ports.Select(port => port.ToString(CultureInfo.InvariantCulture)))}.";
        if (asked is string name && !container.Spec.Maps("ports").Any(port => port.Text("name") == name))
            return $"It asks a port that is called {name}, and no port of the container is.";
        return failure switch
        {
            { } when failure.Says("connection refused") =>
                $"Nothing listens on port {Port(asked)}: the program is not up yet, listens on another port, or on 127.0.0.1 only.",
            { } when failure.Says("statuscode: 404") => "The program answers 404: it does not know this path.",
            { } when failure.Says("statuscode: 5") => "The program says that it is not well (5xx). What it needs may be away.",
            { } when failure.Says("statuscode: 4") => "The program refuses the request (4xx): the kubelet sends no credentials.",
            { } when failure.Says("deadline exceeded") || failure.Says("Client.Timeout") || failure.Says("timed out") =>
                $"The program does not answer within {(probe.Number("timeoutSeconds") ?? 1).ToString(CultureInfo.InvariantCulture)} s.",
            { } when failure.Says("HTTP response to HTTPS") || failure.Says("malformed HTTP") =>
                "The program speaks TLS where the probe does not, or the other way round: scheme.",
            _ => "The program does not answer as it should.",
        };
    }

    static string Port(object? port) => port is double number ? number.ToString(CultureInfo.InvariantCulture) : port as string ?? "?";
}
