using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cluster.Reading;

/// <summary>
/// Reads a directory of what <c>kubectl get -o json</c> or <c>-o yaml</c> wrote, Lists or single objects under any names, or a bundle. What cannot be
/// read is noted, and the rest is used.
/// </summary>
public static class DirectoryReader
{
    const long MaximumFileBytes = 512L << 20;
    const long MaximumBytes = 2L << 30;
    const int MaximumFiles = 50_000;
    const int MaximumLogBytes = 64 << 10;

    /// <summary>Reads it.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="shown">What to call it in messages.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="ClusterReadException">It is no directory, or there is no object in it.</exception>
    public static ClusterSnapshot Read(string directory, string shown, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(directory))
            throw new ClusterReadException(File.Exists(directory)
                ? $"{shown} is a file. Name the directory that holds it."
                : $"{shown} does not exist. Write a bundle with './basecamp bundle --out DIR', or name a directory of 'kubectl get -o json' files.");
        var intake = new ObjectIntake();
        var dump = new Dump(intake);
        foreach (var file in Files(directory, shown, intake))
        {
            cancellation.ThrowIfCancellationRequested();
            dump.Read(file, Path.GetRelativePath(directory, file.FullName).Replace('\\', '/'));
        }
        if (intake.Objects.Count == 0)
            throw new ClusterReadException(
                $"There is no Kubernetes object in {shown}.{string.Concat(intake.Unread.Take(3).Select(each => $"\n  {each.What}: {each.Why}"))}\n"
                + "Write a bundle with './basecamp bundle --out DIR', or files with 'kubectl get pods,services,nodes -A -o json'.");
        return new(intake.Objects)
        {
            Source = shown,
            TakenAt = dump.TakenAt ?? Newest(intake.Objects) ?? dump.NewestFile,
            ServerVersion = dump.ServerVersion ?? intake.Objects.FirstOrDefault(each => each.Kind == "Node")?.Text("status", "nodeInfo", "kubeletVersion"),
            Unread = [.. intake.Unread, .. dump.UnreadThen],
            Logs = dump.Logs,
        };
    }

    // Links may lead anywhere, and what has no length (a device, a pipe) may never end.
    static IEnumerable<FileInfo> Files(string directory, string shown, ObjectIntake intake)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 8,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true
        };
        long bytes = 0;
        var files = new DirectoryInfo(directory).EnumerateFiles("*", options).Where(file => file.Length > 0).Take(MaximumFiles + 1).ToList();
        if (files.Count > MaximumFiles)
            throw new ClusterReadException(string.Create(CultureInfo.InvariantCulture,
                $"{shown} holds more than {MaximumFiles:N0} files. Is it the right directory?"));
        foreach (var file in files.OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            bytes += file.Length;
            if (file.Length > MaximumFileBytes || bytes > MaximumBytes)
                intake.Miss(Path.GetRelativePath(directory, file.FullName), "is too large, or all files together are. Dump one namespace at a time.");
            else
                yield return file;
        }
    }

    // Nodes and events always tell a time, and what is old is old in relation to when the dump was made, not to when somebody reads it.
    static DateTimeOffset? Newest(IEnumerable<KubernetesObject> objects)
    {
        var times = objects.SelectMany(each => each.Kind switch
        {
            "Event" => [each.Time("lastTimestamp"), each.Time("eventTime"), each.Time("series", "lastObservedTime")],
            "Node" => each.Maps("status", "conditions").Select(condition => condition.Time("lastHeartbeatTime")),
            "Pod" => [each.CreatedAt(), each.DeletedAt()],
            _ => (IEnumerable<DateTimeOffset?>)[],
        });
        return times.Max();
    }

    sealed class Dump(ObjectIntake intake)
    {
        readonly Dictionary<string, string> logs = new(StringComparer.Ordinal);

        public DateTimeOffset? TakenAt { get; private set; }

        public DateTimeOffset NewestFile { get; private set; } = DateTimeOffset.UnixEpoch;

        public string? ServerVersion { get; private set; }

        public IReadOnlyList<Unread> UnreadThen { get; private set; } = [];

        public IReadOnlyDictionary<string, string> Logs => logs;

        public void Read(FileInfo file, string shown)
        {
            NewestFile = file.LastWriteTimeUtc > NewestFile ? file.LastWriteTimeUtc : NewestFile;
            try
            {
                if (shown.StartsWith("logs/", StringComparison.Ordinal) && shown.EndsWith(".log", StringComparison.Ordinal))
                    logs[shown["logs/".Length..^".log".Length]] = Tail(file);
                else
                    ReadObjects(File.ReadAllBytes(file.FullName), shown);
            }
            catch (JsonException exception)
            {
                intake.Miss(shown, $"is not JSON: {OneLine(exception.Message)} Write it again with kubectl get -o json.");
            }
            catch (InvalidYamlException exception)
            {
                intake.Miss(shown, $"is not YAML: line {exception.Line}, {OneLine(exception.Message)} {exception.Hint}");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                intake.Miss(shown, $"cannot be read: {OneLine(exception.Message)}");
            }
        }

        void ReadObjects(byte[] bytes, string shown)
        {
            var start = Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 4096)).TrimStart('\ufeff', ' ', '\t', '\r', '\n');
            if (start is ['{' or '[', ..])
            {
                new JsonObjects((body, list) => Take(body, list, shown)).Read(bytes);
            }
            else if (start.Contains("kind:", StringComparison.Ordinal) || shown.EndsWith(".yaml", StringComparison.Ordinal)
                || shown.EndsWith(".yml", StringComparison.Ordinal))
            {
                foreach (var body in ManifestYaml.ReadMaps(Encoding.UTF8.GetString(bytes)))
                    TakeAll(body, shown);
            }
        }

        void TakeAll(ImmutableDictionary<string, object> body, string shown)
        {
            if (body.At("items") is not ImmutableArray<object>)
                Take(body, ImmutableDictionary<string, object>.Empty, shown);
            foreach (var item in body.Maps("items"))
                Take(item, body, shown);
        }

        void Take(ImmutableDictionary<string, object> body, IReadOnlyDictionary<string, object> list, string shown)
        {
            if (body.Text("kind") == BundleFacts.Kind)
                ReadFacts(body);
            else if (list.GetValueOrDefault("kind") is string { Length: > 4 } kind && kind.EndsWith("List", StringComparison.Ordinal))
                intake.Add(body, shown, list.GetValueOrDefault("apiVersion") as string, kind[..^"List".Length]);
            else
                intake.Add(body, shown);
        }

        void ReadFacts(ImmutableDictionary<string, object> facts)
        {
            TakenAt = facts.Time("takenAt");
            ServerVersion = facts.Text("serverVersion");
            UnreadThen = [.. facts.Maps("unread").Select(each => new Unread(each.Text("what") ?? "", each.Text("why") ?? ""))];
        }

        static string Tail(FileInfo file)
        {
            using var stream = file.OpenRead();
            stream.Seek(-Math.Min(file.Length, MaximumLogBytes), SeekOrigin.End);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }

        // What System.Text.Json says goes on with where in its own terms.
        static string OneLine(string message) => message.ReplaceLineEndings(" ").Split(" Path: ")[0].TrimEnd('.') + ".";
    }
}
