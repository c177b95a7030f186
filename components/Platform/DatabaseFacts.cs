namespace Basecamp.Components.Platform;

/// <summary>A database of a platform's cluster, as apps know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The role that owns it.</param>
public sealed record DatabaseFacts(string Name, string Owner);
