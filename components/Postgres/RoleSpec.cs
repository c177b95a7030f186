namespace Basecamp.Components.Postgres;

/// <summary>A role that can log in, with a generated password in a Secret <c>&lt;cluster&gt;-role-&lt;role&gt;</c>.</summary>
public sealed record RoleSpec
{
    /// <summary>Name: lower-case letters, digits and underscores. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Roles it is a member of, e.g. <c>pg_read_all_data</c>. Default none.</summary>
    public IReadOnlyList<string> MemberOf { get; init; } = [];
}
