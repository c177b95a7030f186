namespace Basecamp.Manifests.Reachability;

/// <summary>Whether one endpoint reaches another on a port, and why.</summary>
/// <param name="From">Who opens the connection.</param>
/// <param name="To">Who listens.</param>
/// <param name="Port">Destination port.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Verdict">Whether it gets through.</param>
/// <param name="Egress">What the sender's policies say, rule by rule.</param>
/// <param name="Ingress">What the receiver's policies say, rule by rule.</param>
/// <param name="Notes">Limits on allowed traffic that ports do not show: host names, layer 7 rules, what is unknown.</param>
public sealed record Reach(
    Endpoint From,
    Endpoint To,
    int Port,
    NetworkProtocol Protocol,
    Verdict Verdict,
    IReadOnlyList<string> Egress,
    IReadOnlyList<string> Ingress,
    IReadOnlyList<string> Notes)
{
    /// <summary>The verdict and all reasons, one a line.</summary>
    public override string ToString() => string.Join('\n',
    [
        $"{From} -> {To}: {EndpointPort.Text(Port, Protocol)} {Verdict}",
        .. Egress.Select(reason => $"  egress: {reason}"),
        .. Ingress.Select(reason => $"  ingress: {reason}"),
        .. Notes.Select(note => $"  note: {note}"),
    ]);
}
