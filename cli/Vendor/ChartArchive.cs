using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.Vendor;

/// <summary>The archive of a chart: a <c>.tgz</c> with one directory that holds <c>Chart.yaml</c>.</summary>
static class ChartArchive
{
    /// <summary>Largest archive that is taken, in bytes. The largest of the catalog has half a MiB.</summary>
    public const int MaximumBytes = 64 << 20;

    // An archive of zeros would otherwise unpack for ever.
    const long MaximumUnpacked = 512L << 20;

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string DigestOf(ReadOnlySpan<byte> archive) => Convert.ToHexStringLower(SHA256.HashData(archive));

    /// <summary>Name and version that the chart in <paramref name="archive"/> gives itself.</summary>
    /// <exception cref="InvalidDataException">It is no archive of a chart.</exception>
    public static (string Name, string Version) Describe(byte[] archive)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
            using var tar = new TarReader(unpacked);
            var size = 0L;
            while (tar.GetNextEntry() is { } entry)
            {
                size += entry.Length;
                if (size > MaximumUnpacked)
                    throw new InvalidDataException($"it unpacks to more than {MaximumUnpacked >> 20} MiB");
                if (entry.DataStream is { } content && entry.Name.TrimStart('.', '/').Split('/') is [_, "Chart.yaml"])
                    return Read(new StreamReader(content).ReadToEnd());
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or InvalidYamlException or IOException)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
        throw new InvalidDataException("it holds no Chart.yaml");
    }

    static (string, string) Read(string text) =>
        YamlReader.ReadAll(text) is [YamlMap chart, ..] && Text(chart, "name") is { } name && Text(chart, "version") is { } version
            ? (name, version)
            : throw new InvalidDataException("its Chart.yaml has no name and version");

    static string? Text(YamlMap map, string key) => map.Find(key)?.Value is YamlScalar { Text: { Length: > 0 } text } ? text : null;
}
