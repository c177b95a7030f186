namespace Basecamp.Components.Postgres;

/// <summary>A database. Removing it from the list forgets it, but never drops it.</summary>
public sealed record DatabaseSpec
{
    /// <summary>Name: lower-case letters, digits and underscores. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Role that owns it; exists from then on. Default: the database's name.</summary>
    public string? Owner { get; init; }

    /// <summary>Extensions to create, e.g. <c>pg_trgm</c>. Default none.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
