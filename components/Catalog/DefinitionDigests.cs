using System.Collections.Frozen;

namespace Basecamp.Components.Catalog;

/// <summary>SHA-256 digests of the files of <see cref="CrdBundles"/>, from <c>definitions.sha256</c> beside this file.</summary>
public static class DefinitionDigests
{
    static readonly Lazy<FrozenDictionary<string, string>> Digests = new(Read);

    /// <summary>Digest of a file in lower-case hexadecimal digits; null when none is pinned.</summary>
    public static string? Of(ManifestPin bundle, string path)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return Digests.Value.GetValueOrDefault($"{bundle.Repository}/{bundle.Version}/{path}");
    }

    /// <summary>Everything that is pinned: <c>owner/name/version/path</c>.</summary>
    public static IEnumerable<string> Pinned => Digests.Value.Keys;

    // The format of sha256sum: digest, two blanks, name.
    static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(DefinitionDigests).Assembly.GetManifestResourceStream("catalog/definitions.sha256")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ", 2))
            .ToFrozenDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
    }
}
