namespace Basecamp.Cluster.Tests.Doctor;

/// <summary>Ways to break pods, as a kubelet, a scheduler or a controller would report them.</summary>
static class BrokenCluster
{
    const string Web = "Pod shop/web-5d9c-*";

    /// <summary>The web pods are not ready, and nothing is behind their Service.</summary>
    public static Dump WebNotReady(this Dump dump, string statuses, string phase = "Running") => dump
        .Change(Web,
            $"{{ status: {{ phase: {phase}, conditions: [{{ type: Ready, status: \"False\", reason: ContainersNotReady }}], containerStatuses: [{statuses}] }} }}")
        .Change("Deployment shop/web", "{ status: { readyReplicas: 0 } }")
        .Change("ReplicaSet shop/web-5d9c", "{ status: { readyReplicas: 0 } }")
        .Change("EndpointSlice shop/web-abc", "{ endpoints: [{ addresses: [10.42.1.7], conditions: { ready: false } }] }");

    public static Dump WebWaits(this Dump dump, string reason, string message) =>
        dump.WebNotReady($"{{ name: main, ready: false, restartCount: 0, state: {{ waiting: {{ reason: {reason}, message: {Quoted(message)} }} }} }}",
            "Pending");

    public static Dump WebPullFails(this Dump dump, string message) => dump
        .WebWaits("ImagePullBackOff", "Back-off pulling image \"ghcr.io/example/web:1.0.0\"")
        .Event(Web, "Failed", $"Failed to pull image \"ghcr.io/example/web:1.0.0\": {message}");

    public static Dump WebCrashes(this Dump dump, int code, string reason = "Error", string message = "", string log = "")
    {
        dump.WebNotReady(
            $$"""
            { name: main, ready: false, restartCount: 12, state: { waiting: { reason: CrashLoopBackOff, message: back-off 5m0s restarting failed container } },
              lastState: { terminated: { exitCode: {{code}}, reason: {{reason}}, message: {{Quoted(message)}} } } }
            """);
        if (log.Length > 0)
            dump.Log("shop/web-5d9c-1/main", log).Log("shop/web-5d9c-2/main", log);
        return dump;
    }

    public static Dump WebRunsUnready(this Dump dump) =>
        dump.WebNotReady("{ name: main, ready: false, restartCount: 0, state: { running: { startedAt: \"2026-11-28T11:00:00Z\" } } }");

    /// <summary>One web pod that no node takes.</summary>
    public static Dump WebPending(this Dump dump, string spec, string? message)
    {
        dump
            .Change("Pod shop/web-5d9c-2", """
                { spec: { nodeName: null }, status: { phase: Pending, containerStatuses: null,
                  conditions: [{ type: PodScheduled, status: "False", reason: Unschedulable }] } }
                """)
            .Change("Pod shop/web-5d9c-2", $"{{ spec: {spec} }}")
            .Change("Deployment shop/web", "{ status: { readyReplicas: 1 } }");
        return message is null ? dump : dump.Event("Pod shop/web-5d9c-2", "FailedScheduling", message);
    }

    /// <summary>Pods that the API server refuses.</summary>
    public static Dump WebRefused(this Dump dump, string message) => dump
        .Remove(Web)
        .Change("EndpointSlice shop/web-abc", "{ endpoints: [] }")
        .Change("Deployment shop/web", "{ status: { replicas: 0, readyReplicas: 0 } }")
        .Change("ReplicaSet shop/web-5d9c", "{ status: { replicas: 0, readyReplicas: 0 } }")
        .Event("ReplicaSet shop/web-5d9c", "FailedCreate", $"Error creating: {message}");

    public static Dump DnsCrashes(this Dump dump, string log) => dump
        .Change("Pod kube-system/coredns-*",
            """
            { status: { phase: Running, conditions: [{ type: Ready, status: "False" }], containerStatuses: [{ name: main, ready: false, restartCount: 9,
              state: { waiting: { reason: CrashLoopBackOff } }, lastState: { terminated: { exitCode: 1, reason: Error } } }] } }
            """)
        .Change("Deployment kube-system/coredns", "{ status: { readyReplicas: 0 } }")
        .Change("EndpointSlice kube-system/kube-dns-abc", "{ endpoints: [] }")
        .Log("kube-system/coredns-5d9c-1/main", log);

    public static Dump NodeDown(this Dump dump, string name, string status, string reason, string message) => dump
        .Change($"Node {name}", $"{{ status: {{ conditions: [{{ type: Ready, status: \"{status}\", reason: {reason}, message: {Quoted(message)} }}] }} }}");

    public static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
