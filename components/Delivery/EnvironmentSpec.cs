namespace Basecamp.Components.Delivery;

/// <summary>An environment of apps: a directory of the repository, at a revision, in which every directory is an app of its own.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>Name, e.g. <c>production</c>: a DNS label, which app namespaces end with. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Directory in the repository; each directory in it is an app. Default null: <c>apps/</c> and the name.</summary>
    public string? Path { get; init; }

    /// <summary>Branch or tag. Default null: the repository's <c>revision</c>.</summary>
    public string? Revision { get; init; }

    internal string Directory => Path ?? $"apps/{Name}";
}
