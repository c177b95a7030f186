namespace Basecamp.Cluster.Snapshots;

/// <summary>One of an object's <c>status.conditions</c>.</summary>
/// <param name="Type">E.g. <c>Ready</c>.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">One word; empty when it has none.</param>
/// <param name="Message">For people; empty when it has none.</param>
/// <param name="At">Since when; null when it does not say.</param>
public sealed record Condition(string Type, string Status, string Reason, string Message, DateTimeOffset? At)
{
    /// <summary>Whether the status is <c>True</c>.</summary>
    public bool IsTrue => Status == "True";

    /// <summary>As evidence: <c>status.conditions[Ready] False Reason: message</c>.</summary>
    public override string ToString() =>
        $"status.conditions[{Type}] {Status}{(Reason.Length > 0 ? $" {Reason}" : "")}{(Message.Length > 0 ? $": {Message}" : "")}";
}
