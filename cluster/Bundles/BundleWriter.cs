using System.Text.Encodings.Web;
using System.Text.Json;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Bundles;

/// <summary>Writes a snapshot as a directory that can be attached to an issue and read again: a list of objects for each kind, and logs' ends.</summary>
/// <remarks>Nothing secret gets in: see <see cref="BundleMask"/>. Values of Secrets and ConfigMaps were never in the snapshot.</remarks>
public static class BundleWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="directory">A directory that is empty or does not exist.</param>
    /// <param name="tool">Version of what writes it.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="ClusterReadException">Something is in the directory already.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static int Write(ClusterSnapshot snapshot, string directory, string tool)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new ClusterReadException($"{directory} is not empty. Name a new directory with --out.");
        var objects = Path.Combine(directory, "objects");
        Directory.CreateDirectory(objects);
        var files = 1;
        WriteFile(Path.Combine(directory, BundleFacts.FileName), json => WriteFacts(json, snapshot, tool));
        foreach (var kind in snapshot.Objects.GroupBy(each => each.Group.Length == 0 ? each.Kind : $"{each.Kind}.{each.Group}")
            .OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            WriteFile(Path.Combine(objects, $"{FileName(kind.Key)}.json"), json => WriteList(json, kind));
            files++;
        }
        foreach (var (container, log) in snapshot.Logs.OrderBy(log => log.Key, StringComparer.Ordinal))
        {
            var path = Path.Combine([directory, "logs", .. container.Split('/').Select(FileName)]) + ".log";
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, BundleMask.Text(log));
            files++;
        }
        return files;
    }

    static void WriteFacts(Utf8JsonWriter json, ClusterSnapshot snapshot, string tool)
    {
        json.WriteStartObject();
        json.WriteString("kind", BundleFacts.Kind);
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("takenAt", snapshot.TakenAt);
        json.WriteString("source", snapshot.Source);
        json.WriteString("serverVersion", snapshot.ServerVersion);
        json.WriteString("basecamp", tool);
        json.WriteStartArray("unread");
        foreach (var each in snapshot.Unread)
        {
            json.WriteStartObject();
            json.WriteString("what", each.What);
            json.WriteString("why", each.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteList(Utf8JsonWriter json, IEnumerable<KubernetesObject> objects)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "List");
        json.WriteStartArray("items");
        foreach (var each in objects.OrderBy(each => each.Namespace, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal))
            json.WritePlain(BundleMask.Object(each.Body));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteFile(string path, Action<Utf8JsonWriter> write)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        write(json);
    }

    // Names of objects are tame; those of a hostile server need not be.
    static string FileName(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter
        : '_')).TrimStart('.') is { Length: > 0 } safe ? safe : "_";
}
