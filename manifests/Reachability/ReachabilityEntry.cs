namespace Basecamp.Manifests.Reachability;

/// <summary>Traffic that gets through, at least in part or perhaps.</summary>
/// <param name="From">Who opens the connection.</param>
/// <param name="To">Who listens.</param>
/// <param name="Port">On which port.</param>
/// <param name="Verdict"><see cref="Verdict.Allowed"/>, <see cref="Verdict.Partly"/> or <see cref="Verdict.Unknown"/>.</param>
/// <param name="Notes">Limits that the port does not show: host names, layer 7 rules, what is unknown.</param>
public sealed record ReachabilityEntry(Endpoint From, Endpoint To, EndpointPort Port, Verdict Verdict, IReadOnlyList<string> Notes)
{
    /// <summary>Port, verdict unless allowed, and notes: <c>443/TCP (partly; only api.example.com)</c>.</summary>
    public string PortText()
    {
        List<string> remarks = [];
        if (Verdict != Verdict.Allowed)
            remarks.Add(Verdict == Verdict.Partly ? "partly" : "unknown");
        remarks.AddRange(Notes);
        return remarks.Count == 0 ? Port.ToString() : $"{Port} ({string.Join("; ", remarks)})";
    }
}
