using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>A container of a pod: what it should be, and what became of it.</summary>
sealed class ContainerView(PodView pod, ImmutableDictionary<string, object> spec, ImmutableDictionary<string, object> status, bool isInit)
{
    public PodView Pod => pod;

    public bool IsInit => isInit;

    public ImmutableDictionary<string, object> Spec => spec;

    public string Name { get; } = SafeName.Of(spec.Text("name") ?? "");

    public string Image { get; } = SafeName.Of(spec.Text("image") ?? "");

    public string Waiting { get; } = status.Text("state", "waiting", "reason") ?? "";

    public string WaitingMessage { get; } = status.Text("state", "waiting", "message") ?? "";

    public bool IsReady { get; } = status.At("ready") is true;

    public bool IsRunning { get; } = status.At("state", "running") is not null;

    public int Restarts { get; } = status.Count("restartCount");

    /// <summary>How it ended: now, or the time before; null when it never did.</summary>
    public Termination? Ended { get; } = Termination.Of(status.Map("state", "terminated")) ?? Termination.Of(status.Map("lastState", "terminated"));

    public bool IsCrashing => Waiting == "CrashLoopBackOff" || (Ended is { Code: not 0 } && !IsRunning && Waiting is "" or "Error")
        || (Restarts >= 3 && !IsReady && Ended is not null);

    /// <summary>The end of what it wrote; empty when unknown.</summary>
    public string Log => pod.Cluster.Snapshot.Logs.GetValueOrDefault($"{pod.Namespace}/{pod.Name}/{Name}", Ended?.Message ?? "");

    public IEnumerable<int> Ports => spec.Maps("ports").Select(port => port.Count("containerPort")).Where(port => port > 0);

    public bool LogSays(string text) => Log.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The last line of its log that says one of these, as evidence; null when none does.</summary>
    public string? LogLine(params ReadOnlySpan<string> texts)
    {
        foreach (var line in Log.Split('\n').Reverse())
            foreach (var text in texts)
                if (line.Contains(text, StringComparison.OrdinalIgnoreCase))
                    return $"log of {Name}: {line.Trim()}";
        return null;
    }

    /// <summary>The last lines of its log, as evidence.</summary>
    public IEnumerable<string> LogEnd(int lines) => Log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(lines)
        .Select(line => $"log of {Name}: {line}");

    /// <summary>Its state, as evidence.</summary>
    public string State => Waiting.Length > 0
        ? $"status.containerStatuses[{Name}].state.waiting {Waiting}{(WaitingMessage.Length > 0 ? $": {WaitingMessage}" : "")}"
        : Ended is { } ended ? ended.Evidence(Name) : $"status.containerStatuses[{Name}].ready false";
}

/// <summary>How a container ended.</summary>
sealed record Termination(int Code, string Reason, string Message)
{
    public static Termination? Of(ImmutableDictionary<string, object> state) =>
        state.IsEmpty ? null : new(state.Count("exitCode"), state.Text("reason") ?? "", state.Text("message") ?? "");

    public string Evidence(string container) => string.Create(
        CultureInfo.InvariantCulture,
        $"status.containerStatuses[{container}].lastState.terminated {Reason} exit code {Code}{(Message.Length > 0 ? $": {Message.Split('\n')[0]}" : "")}");
}
