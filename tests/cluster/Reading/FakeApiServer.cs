using System.Net;
using System.Text;
using Basecamp.Cluster.Reading;

namespace Basecamp.Cluster.Tests.Reading;

/// <summary>Answers as an API server would, and remembers what it was asked.</summary>
sealed class FakeApiServer : HttpMessageHandler
{
    readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> answers = new(StringComparer.Ordinal);

    public List<(HttpMethod Method, string Path, string Accept)> Requests { get; } = [];

    public FakeApiServer Answer(string path, string json, HttpStatusCode code = HttpStatusCode.OK)
    {
        if (!answers.TryGetValue(path, out var queue))
            answers[path] = queue = new();
        queue.Enqueue(() => new(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
        return this;
    }

    /// <summary>A server of the core, apps and cert-manager with nothing in it.</summary>
    public static FakeApiServer Create() => new FakeApiServer()
        .Answer("/version", """{ "gitVersion": "v1.36.4+k3s1" }""")
        .Answer("/apis", """{ "groups": [{ "name": "apps", "preferredVersion": { "version": "v1" } }, { "name": "cert-manager.io", "preferredVersion": { "version": "v1" } }] }""");

    public Task<Basecamp.Cluster.Snapshots.ClusterSnapshot> ReadAsync(LiveOptions? options = null, CancellationToken cancellation = default) =>
        LiveReader.ReadAsync(
        ApiConnection.Through(new HttpClient(this) { BaseAddress = new("https://cluster.test/") }, "test"),
        options ?? new() { RetryPause = TimeSpan.Zero }, cancellation);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        lock (Requests)
            Requests.Add((request.Method, path, request.Headers.Accept.ToString()));
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (answers)
        {
            if (answers.TryGetValue(path, out var queue) || answers.TryGetValue(path.Split('?')[0], out queue))
                return (queue.Count > 1 ? queue.Dequeue() : queue.Peek())();
        }
        return new(HttpStatusCode.OK) { Content = new StringContent("""{ "kind": "List", "items": [] }""") };
    }
}
