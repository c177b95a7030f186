namespace Basecamp.Components.Vault;

/// <summary>Vault in this cluster.</summary>
public sealed record VaultSpec
{
    /// <summary>Volume of every server in GiB, and again as much for its audit log. Default 5.</summary>
    public int StorageGiB { get; init; } = 5;
}
