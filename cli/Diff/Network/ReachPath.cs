namespace Basecamp.Cli.Diff.Network;

/// <summary>Traffic that one state allows and the other does not.</summary>
/// <param name="From">Who opens the connection.</param>
/// <param name="To">Who listens.</param>
/// <param name="Port">On which port, with limits such as host names.</param>
/// <param name="Rule">The rule that allows it on the receiving side, or on the sending one; empty when none has to.</param>
sealed record ReachPath(ReachParty From, ReachParty To, string Port, string Rule);

/// <summary>One side of a connection.</summary>
/// <param name="Id">As people call it; <c>namespace/name</c> for pods.</param>
/// <param name="Namespace">Namespace of pods; null for the rest.</param>
sealed record ReachParty(string Id, string? Namespace);
