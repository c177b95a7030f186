namespace Basecamp.Triage.Engine;

/// <summary>This process among its siblings: host name, process, and a random part, since containers share process ids.</summary>
sealed class ReplicaName
{
    public string Value { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}";
}
