using System.Collections.Immutable;

namespace Basecamp.Components.Catalog;

/// <summary>YAML files of a public repository at one tag.</summary>
/// <param name="Repository">GitHub repository, <c>owner/name</c>.</param>
/// <param name="Version">Tag.</param>
/// <param name="Paths">Files in the repository at that tag.</param>
public sealed record ManifestPin(string Repository, string Version, ImmutableArray<string> Paths)
{
    /// <summary>Addresses the files are read from.</summary>
    public IEnumerable<Uri> Urls => Paths.Select(UrlOf);

    /// <summary>Address of one of its files.</summary>
    public Uri UrlOf(string path) => new($"https://raw.githubusercontent.com/{Repository}/{Version}/{path}");

    /// <summary><c>owner/name version</c>.</summary>
    public override string ToString() => $"{Repository} {Version}";
}
