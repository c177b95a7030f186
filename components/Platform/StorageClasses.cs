namespace Basecamp.Components.Platform;

/// <summary>Names of the storage classes that components ask for by purpose; null is the cluster's default class.</summary>
/// <param name="Replicated">Survives the loss of a node: for what runs once and keeps its data in files.</param>
/// <param name="Database">One copy next to the pod: for what replicates itself, and would pay for every copy twice.</param>
public sealed record StorageClasses(string? Replicated, string? Database)
{
    /// <summary>K3s' own: a directory on the node.</summary>
    public const string LocalPath = "local-path";

    /// <summary>The classes of a cluster without storage of its own.</summary>
    public static StorageClasses Local { get; } = new(null, LocalPath);
}
