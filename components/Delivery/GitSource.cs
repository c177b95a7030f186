namespace Basecamp.Components.Delivery;

/// <summary>The repository that Argo CD or Flux reads rendered files from.</summary>
public sealed record GitSource
{
    /// <summary>Address, <c>https://…</c> or <c>ssh://…</c>. Must be reachable without this cluster, or it cannot be rebuilt. Required.</summary>
    public required string Url { get; init; }

    /// <summary>Branch or tag. Default <c>main</c>.</summary>
    public string Revision { get; init; } = "main";

    /// <summary>Directory of this stack's files in the repository. Default: <c>gitops/</c> and the stack's name.</summary>
    public string? Path { get; init; }

    /// <summary>Name of a Secret in the GitOps engine's namespace with the credentials. Default null: the repository is public.</summary>
    public string? CredentialsSecret { get; init; }

    /// <summary>
    /// Directory of the repository with values that people add to charts: a file <c>release.yaml</c> for each chart that needs one. What basecamp
    /// sets wins. Under Flux a ConfigMap <c>values-release</c> in its namespace takes the file's place. Default null: none.
    /// </summary>
    public string? ValuesPath { get; init; }

    /// <summary>Environments of apps, each a directory of the repository. Default: none.</summary>
    public IReadOnlyList<EnvironmentSpec> Environments { get; init; } = [];
}
