using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cluster.Tests.Doctor;

/// <summary>Objects of a cluster to change and to write as kubectl would.</summary>
sealed class Dump
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    readonly List<ImmutableDictionary<string, object>> objects = [];
    readonly Dictionary<string, string> logs = [];
    int events;

    public IReadOnlyList<ImmutableDictionary<string, object>> Objects => objects;

    public static string Ago(TimeSpan time) => (Now - time).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    public Dump Add(string yaml)
    {
        foreach (var each in ManifestYaml.ReadMaps(yaml))
        {
            var metadata = each.Map("metadata");
            objects.Add(each.SetItem("metadata", metadata.ContainsKey("creationTimestamp") ? metadata
                : metadata.SetItem("creationTimestamp", Ago(TimeSpan.FromDays(10)))));
        }
        return this;
    }

    /// <summary>Changes each object of a name such as <c>Pod shop/web-1</c>; <c>*</c> at the end stands for any rest.</summary>
    public Dump Change(string name, string yaml)
    {
        var change = ManifestYaml.ReadMaps(yaml).Single();
        var found = Indexes(name);
        Assert.NotEmpty(found);
        foreach (var index in found)
            objects[index] = (ImmutableDictionary<string, object>)Merged(objects[index], change);
        return this;
    }

    public Dump Remove(string name)
    {
        var found = Indexes(name);
        Assert.NotEmpty(found);
        foreach (var index in found.OrderDescending())
            objects.RemoveAt(index);
        return this;
    }

    public Dump Event(string name, string reason, string message, bool isWarning = true)
    {
        var found = Indexes(name);
        Assert.NotEmpty(found);
        foreach (var each in found.Select(index => objects[index]))
        {
            var involved = new Dictionary<string, object>
            {
                ["apiVersion"] = each.Text("apiVersion")!,
                ["kind"] = each.Text("kind")!,
                ["namespace"] = each.Text("metadata", "namespace") ?? "",
                ["name"] = each.Text("metadata", "name")!,
            };
            objects.Add(new Dictionary<string, object>
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Event",
                ["metadata"] = new Dictionary<string, object>
                {
                    ["name"] = $"event-{events++}",
                    ["namespace"] = each.Text("metadata", "namespace")
                    ?? "default"
                }.ToImmutableDictionary(),
                ["involvedObject"] = involved.ToImmutableDictionary(),
                ["reason"] = reason,
                ["message"] = message,
                ["type"] = isWarning ? "Warning" : "Normal",
                ["count"] = 7d,
                ["lastTimestamp"] = Ago(TimeSpan.FromMinutes(1)),
            }.ToImmutableDictionary());
        }
        return this;
    }

    public Dump Log(string container, string text)
    {
        logs[container] = text;
        return this;
    }

    /// <summary>Writes it and reads it again: what the doctor sees is what a dump holds.</summary>
    public ClusterSnapshot Read()
    {
        var directory = Directory.CreateTempSubdirectory("basecamp-dump-").FullName;
        try
        {
            Write(directory);
            return DirectoryReader.Read(directory, "dump");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public void Write(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "all.json"), JsonSerializer.Serialize(new { apiVersion = "v1", items = objects, kind = "List" }));
        File.WriteAllText(Path.Combine(directory, "bundle.json"),
            JsonSerializer.Serialize(new { kind = "ClusterBundle", takenAt = Now, serverVersion = "v1.36.4+k3s1" }));
        foreach (var (container, text) in logs)
        {
            var file = Path.Combine(directory, "logs", $"{container}.log");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    List<int> Indexes(string name) => [.. objects.Index().Where(each => Matches(each.Item, name)).Select(each => each.Index)];

    static bool Matches(ImmutableDictionary<string, object> each, string name)
    {
        if (each.Text("kind") == "Event")
            return false;
        var ns = each.Text("metadata", "namespace");
        var group = ApiGroup.Of(each.Text("apiVersion")!);
        var path = ns is null ? each.Text("metadata", "name") : $"{ns}/{each.Text("metadata", "name")}";
        string[] names = [$"{each.Text("kind")} {path}", $"{each.Text("kind")}.{group} {path}"];
        return names.Any(full => name.EndsWith('*') ? full.StartsWith(name[..^1], StringComparison.Ordinal) : full == name);
    }

    // Maps are merged, everything else is replaced; null removes.
    static object Merged(object old, object change) => (old, change) switch
    {
        (ImmutableDictionary<string, object> map, ImmutableDictionary<string, object> changes) => changes.Aggregate(map, (result, pair) =>
            pair.Value is null ? result.Remove(pair.Key)
            : result.SetItem(pair.Key, result.TryGetValue(pair.Key, out var before) && before is not null ? Merged(before, pair.Value) : pair.Value)),
        _ => change,
    };
}
