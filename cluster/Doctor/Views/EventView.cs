using System.Globalization;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>What somebody reported about an object.</summary>
sealed record EventView(string Reason, string Message, bool IsWarning, int Count, DateTimeOffset? At)
{
    public static EventView Of(KubernetesObject each) => new(
        each.Text("reason") ?? "",
        each.Text("message") ?? "",
        each.Text("type") == "Warning",
        Math.Max(1, Math.Max(each.Count("count"), each.Count("series", "count"))),
        each.Time("series", "lastObservedTime") ?? each.Time("lastTimestamp") ?? each.Time("eventTime") ?? each.CreatedAt());

    public bool Says(string text) => Message.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>As evidence: <c>event FailedMount ×12: message</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"event {Reason}{(Count > 1 ? $" ×{Count}" : "")}: {Message}");
}
