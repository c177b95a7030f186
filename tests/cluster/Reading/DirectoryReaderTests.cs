using System.Net.Sockets;
using System.Text;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Tests.Reading;

public sealed class DirectoryReaderTests : IDisposable
{
    const string Pod = """{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web", "namespace": "shop", "creationTimestamp": "2026-11-28T10:00:00Z" } }""";

    readonly string directory = Directory.CreateTempSubdirectory("basecamp-reading-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("pods.json", Pod)]
    [InlineData("whatever.txt", "  \n" + Pod)]
    [InlineData("a/b/list.json", """{ "apiVersion": "v1", "items": [ """ + Pod + """ ], "kind": "List" }""")]
    [InlineData("raw", """{ "kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [ { "metadata": { "name": "web", "namespace": "shop" } } ] }""")]
    [InlineData("raw", """{ "items": [ { "metadata": { "name": "web", "namespace": "shop" } } ], "kind": "PodList", "apiVersion": "v1" }""")]
    [InlineData("two.json", Pod + "\n" + Pod)]
    [InlineData("array.json", "[" + Pod + "]")]
    [InlineData("mark.json", "\ufeff" + Pod)]
    [InlineData("pods.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\n---\n")]
    [InlineData("list.yml", "apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }]\n")]
    public void Objects_are_found_however_they_were_written(string file, string text)
    {
        Write(file, text);

        var snapshot = DirectoryReader.Read(directory, "dump");

        Assert.Equal("Pod shop/web", Assert.Single(snapshot.Objects).ToString());
        Assert.Empty(snapshot.Unread);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("{ \"a\": ", "is not JSON")]
    [InlineData("[1, 2]", "is not JSON: it holds a plain value")]
    [InlineData("""{ "items": [1] }""", "is not JSON: an item of a list is not an object.")]
    [InlineData("""{ "apiVersion": "v1", "kind": "Pod" }""", "holds something that is no Kubernetes object")]
    [InlineData("""{ "apiVersion": 1, "kind": {}, "metadata": [] }""", "holds something that is no Kubernetes object")]
    [InlineData("""{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": 7 } }""", "holds something that is no Kubernetes object")]
    [InlineData("""{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "$(reboot)" } }""", "holds an object whose name no API server would take.")]
    [InlineData("""{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "a", "namespace": "b\u001b[2J" } }""", "holds an object whose name no API server would take.")]
    [InlineData("kind: [unclosed", "is not YAML")]
    public void What_is_no_object_is_noted_and_the_rest_is_used(string text, string why)
    {
        Write("bad.json", text);
        Write("good.json", Pod);

        var snapshot = DirectoryReader.Read(directory, "dump");

        Assert.Single(snapshot.Objects);
        var unread = Assert.Single(snapshot.Unread);
        Assert.Equal("bad.json", unread.What);
        Assert.StartsWith(why, unread.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Write("deep.json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        Write("good.json", Pod);

        Assert.StartsWith("is not JSON", Assert.Single(DirectoryReader.Read(directory, "dump").Unread).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_Secrets_and_ConfigMaps_are_dropped_and_their_keys_kept()
    {
        Write("all.json",
            """
            { "items": [
              { "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "db", "namespace": "shop" }, "data": { "password": "aHVudGVyMg==" }, "stringData": { "token": "hunter2" } },
              { "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "app", "namespace": "shop" }, "data": { "config": "hunter2" } },
              { "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "coredns", "namespace": "kube-system" }, "data": { "Corefile": ".:53" } } ] }
            """);

        var snapshot = DirectoryReader.Read(directory, "dump");

        Assert.Equal(["password", "token"], snapshot.Find("", "Secret", "shop", "db")!.Map("data").Keys.Order());
        Assert.Equal(["config"], snapshot.Find("", "ConfigMap", "shop", "app")!.Map("data").Keys);
        Assert.Equal(".:53", snapshot.Find("", "ConfigMap", "kube-system", "coredns")!.Text("data", "Corefile"));
        Assert.DoesNotContain(snapshot.Objects, each => each.ToYaml().Contains("unter", StringComparison.Ordinal) || each.ToYaml()
            .Contains("aHVu", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dump_without_a_date_is_as_old_as_its_newest_object()
    {
        Write("pods.json", Pod);

        Assert.Equal(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero), DirectoryReader.Read(directory, "dump").TakenAt);
    }

    [Fact]
    public void Links_and_sockets_are_left_alone()
    {
        Write("good.json", Pod);
        File.CreateSymbolicLink(Path.Combine(directory, "link.json"), "/dev/zero");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory, "socket.json")));

        Assert.Single(DirectoryReader.Read(directory, "dump").Objects);
    }

    [Theory]
    [InlineData("nowhere", "nowhere does not exist. Write a bundle")]
    [InlineData("file", "file is a file. Name the directory that holds it.")]
    [InlineData("", "There is no Kubernetes object in .")]
    public void What_is_no_dump_is_explained(string name, string message)
    {
        Write("file", "hello");

        var exception = Assert.Throws<ClusterReadException>(() => DirectoryReader.Read(Path.Combine(directory, name), name));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    void Write(string file, string text)
    {
        var path = Path.Combine(directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
