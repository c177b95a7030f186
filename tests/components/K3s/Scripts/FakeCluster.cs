using System.Globalization;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>The cluster that the fake K3s of several sandboxes keeps in one directory. Deletes everything when disposed.</summary>
sealed class FakeCluster : IDisposable
{
    public const string Version = "v1.36.4+k3s1";

    readonly DirectoryInfo home = Directory.CreateTempSubdirectory("basecamp-sandbox-");

    public FakeCluster()
    {
        Directory.CreateDirectory(Path.Combine(Root, "nodes"));
        Directory.CreateDirectory(Path.Combine(Root, "up"));
    }

    public string Root => Path.Combine(home.FullName, "cluster");

    /// <summary>Names of the nodes that founded a cluster, in order.</summary>
    public IReadOnlyList<string> Founders => Lines("founded");

    /// <summary>What happened to the cluster, in order.</summary>
    public IReadOnlyList<string> Events => Lines("events");

    public IReadOnlyList<string> Nodes =>
        [.. Directory.GetDirectories(Path.Combine(Root, "nodes")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public Sandbox Host(string name, string address = "10.0.0.11", HostFamily family = HostFamily.Debian) =>
        new(Directory.CreateDirectory(Path.Combine(home.FullName, name)).FullName, Root, name, address, family);

    /// <summary>Another machine with the name and address of one that is gone.</summary>
    public Sandbox Rebuild(Sandbox gone)
    {
        Directory.Delete(gone.Root, recursive: true);
        Delete($"up/{gone.Address}:6443");
        var machine = Host(gone.Name, gone.Address);
        machine.Write(".sandbox/machine", "of another disk");
        return machine;
    }

    public void ForgetEvents() => File.Delete(Path.Combine(Root, "events"));

    public void Write(string path, string content)
    {
        var target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, content + "\n");
    }

    public void Delete(string path) => File.Delete(Path.Combine(Root, path));

    /// <summary>A node as another machine would have registered it.</summary>
    public void AddNode(string name, string role = "agent", string ready = "True", string version = Version,
        string address = "10.0.0.99", int silentSeconds = 0)
    {
        Write($"nodes/{name}/version", version);
        Write($"nodes/{name}/ready", ready);
        Write($"nodes/{name}/ready-since",
            DateTime.UtcNow.AddSeconds(-silentSeconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        Write($"nodes/{name}/address", address);
        if (role != "server")
            return;
        Write($"nodes/{name}/control", "true");
        Write($"nodes/{name}/etcd", "true");
        Write($"nodes/{name}/voter", "True");
    }

    /// <summary>One field of a node; empty when it is absent.</summary>
    public string Node(string name, string field)
    {
        var path = Path.Combine(Root, "nodes", name, field);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    public void Dispose() => home.Delete(recursive: true);

    string[] Lines(string file)
    {
        var path = Path.Combine(Root, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }
}
