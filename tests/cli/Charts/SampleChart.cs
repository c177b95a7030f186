using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>Makes archives of small charts.</summary>
static class SampleChart
{
    public const string ConfigMap = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}-config
        data:
          text: {{ .Values.text | default "none" | quote }}
        """;

    /// <summary>A chart with these templates, by file name.</summary>
    public static byte[] Of(string name, string version, params (string File, string Text)[] templates) => Archive(
    [
        ($"{name}/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: {version}\n"),
        .. templates.Select(template => ($"{name}/{(template.File.Contains('/') ? "" : "templates/")}{template.File}", template.Text)),
    ]);

    /// <summary>A version of <c>web</c> as it would be published: tests/cli/Charts/Published.</summary>
    public static byte[] Published(string version)
    {
        var folder = Path.Combine(RealProcess.RepositoryRoot, "tests/cli/Charts/Published", $"web-{version}");
        return Archive(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => ($"web/{Path.GetRelativePath(folder, file)}", File.ReadAllText(file))));
    }

    /// <summary>A <c>.tgz</c> of these files, equal bytes for equal files.</summary>
    public static byte[] Archive(params IEnumerable<(string Path, string Text)> files)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar))
        {
            foreach (var (path, text) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), ModificationTime = DateTimeOffset.UnixEpoch });
        }
        return bytes.ToArray();
    }
}
