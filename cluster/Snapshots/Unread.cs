namespace Basecamp.Cluster.Snapshots;

/// <summary>Something that was not seen, so nothing can be said of it.</summary>
/// <param name="What">What, e.g. <c>secrets</c> or a file.</param>
/// <param name="Why">Why not, and what to do.</param>
public sealed record Unread(string What, string Why);
