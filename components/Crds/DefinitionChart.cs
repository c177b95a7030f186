using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Basecamp.Components.Catalog;

namespace Basecamp.Components.Crds;

/// <summary>
/// The chart that applies a bundle of definitions, written from the files of a <see cref="ManifestPin"/>. As a Helm release a bundle takes a few
/// kilobytes of Pulumi's state; as objects of their own, the 119 definitions of a large platform took 25 MB, which every step of an update writes
/// again.
/// </summary>
public sealed class DefinitionChart
{
    const string Template = """
        {{- range $path, $_ := .Files.Glob "definitions/*.yaml" }}
        ---
        {{ $.Files.Get $path }}
        {{- end }}
        """;

    DefinitionChart(string version, IReadOnlyDictionary<string, string> files) => (Version, Files) = (version, files);

    /// <summary>Version of the chart: a digest of its content, so that any change of it is an upgrade of the release.</summary>
    public string Version { get; }

    /// <summary>Content of each file, by its path in the chart.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The directory of a bundle's chart below the directory of all charts, e.g. <c>gateway-api-v1.6.1</c>.</summary>
    public static string DirectoryOf(ManifestPin bundle) => $"{NameOf(bundle)}-{bundle.Version}";

    /// <summary>Name of a bundle, from its repository.</summary>
    public static string NameOf(ManifestPin bundle) => bundle.Repository.Split('/')[1];

    /// <summary>The chart of a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="contents">Text of each of <see cref="ManifestPin.Paths"/>, in their order.</param>
    /// <exception cref="FormatException">A file is not YAML, or holds no object.</exception>
    public static DefinitionChart Of(ManifestPin bundle, IReadOnlyList<string> contents)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentOutOfRangeException.ThrowIfNotEqual(contents.Count, bundle.Paths.Length);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["templates/definitions.yaml"] = Template };
        for (var index = 0; index < contents.Count; index++)
        {
            // Numbered: two paths of one repository may end in the same file name.
            var name = string.Create(CultureInfo.InvariantCulture, $"definitions/{index:000}-{Path.GetFileName(bundle.Paths[index])}");
            files[name] = DefinitionManifest.Prepare(contents[index], bundle.Paths[index]);
        }
        var version = $"0.0.0-sha{DigestOf(files)}";
        files["Chart.yaml"] = $"""
            apiVersion: v2
            name: {NameOf(bundle)}-definitions
            description: Custom resource definitions of {bundle.Repository}
            version: {version}
            appVersion: {bundle.Version}

            """;
        return new(version, files);
    }

    static string DigestOf(SortedDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in files)
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{content}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
