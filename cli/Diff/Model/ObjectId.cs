namespace Basecamp.Cli.Diff.Model;

/// <summary>What makes two states speak of the same object: where it is written and in which version of its API does not matter.</summary>
/// <param name="Group">API group; empty for Kubernetes' core.</param>
/// <param name="Kind">Kind, or one of <see cref="Chart"/> and <see cref="File"/>.</param>
/// <param name="Namespace">Namespace; null for a cluster-scoped object.</param>
/// <param name="Name">Name; for a file its path.</param>
sealed record ObjectId(string Group, string Kind, string? Namespace, string Name)
{
    /// <summary>Kind of a chart that Pulumi installs.</summary>
    public const string Chart = "Chart";

    /// <summary>Kind of a file that is not a Kubernetes object.</summary>
    public const string File = "File";

    /// <summary>Group of what exists only in renders.</summary>
    const string OfRenders = "render.basecamp.io";

    /// <summary>A chart that Pulumi installs.</summary>
    public static ObjectId OfChart(string ns, string release) => new(OfRenders, Chart, ns, release);

    /// <summary>A file that is not a Kubernetes object.</summary>
    public static ObjectId OfFile(string path) => new(OfRenders, File, null, path);

    /// <summary>The group of an <c>apiVersion</c>.</summary>
    public static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? apiVersion[..slash] : "";

    /// <summary><c>Kind namespace/name</c>.</summary>
    public override string ToString() => Kind == File ? Name : Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
