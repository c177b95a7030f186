namespace Basecamp.Components.Catalog;

/// <summary>Every container image that basecamp names itself instead of leaving it to a chart. Renovate raises them and adds digests.</summary>
public static class Images
{
    /// <summary>PostgreSQL, as CloudNativePG runs it.</summary>
    public static ImagePin Postgres { get; } = new("ghcr.io/cloudnative-pg/postgresql", "18.6-standard-trixie");
}
